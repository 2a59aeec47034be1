namespace SecAutomation.Remediation.Selection;

/// <summary>A package URL taken apart: <c>pkg:type/namespace/name@version?qualifiers#subpath</c>.</summary>
/// <param name="Type">The ecosystem, lower-case: rpm, deb, npm, maven.</param>
/// <param name="Namespace">What stands before the name; empty where nothing does.</param>
/// <param name="Name">The name.</param>
/// <param name="Version">The version; null where all are meant.</param>
/// <param name="Epoch">The epoch of an RPM; null where none is given.</param>
internal sealed record PackageUrl(string Type, string Namespace, string Name, string? Version, string? Epoch)
{
    private const string Scheme = "pkg:";
    private const string EpochQualifier = "epoch=";

    /// <summary>Reads a package URL; null where it is none.</summary>
    public static PackageUrl? Read(string? text)
    {
        if (text is null || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;

        string rest = text[Scheme.Length..].Split('#', 2)[0];
        string[] qualified = rest.Split('?', 2);
        string path = qualified[0].Trim('/');
        // A scope of npm may be written with its sign: the version follows the last one.
        int at = path.LastIndexOf('@');
        string? version = at > path.LastIndexOf('/') ? Uri.UnescapeDataString(path[(at + 1)..]) : null;
        string[] parts = [.. (version is null ? path : path[..at]).Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        if (parts.Length < 2)
            return null;

        string? epoch = qualified.Length < 2 ? null
            : qualified[1].Split('&').FirstOrDefault(pair => pair.StartsWith(EpochQualifier, StringComparison.OrdinalIgnoreCase))?[EpochQualifier.Length..];
        return new PackageUrl(parts[0].ToLowerInvariant(), string.Join('/', parts[1..^1]), parts[^1], string.IsNullOrEmpty(version) ? null : version, epoch);
    }

    /// <summary>Whether another is the same package in a version that this one means.</summary>
    public bool Means(PackageUrl other) =>
        string.Equals(Type, other.Type, StringComparison.Ordinal)
        && string.Equals(Namespace, other.Namespace, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase)
        && (Version is null || (other.Version is { } version && MeansVersion(version, other.Epoch)));

    /// <summary>Whether a scanner that gives name and version means it. Without a version a name says too little: other ecosystems have the same ones.</summary>
    public bool Means(string name, string? version)
    {
        string[] spellings = Namespace.Length == 0 ? [Name] : [Name, $"{Namespace}/{Name}", $"{Namespace}:{Name}"];
        return Version is not null && version is not null
            && spellings.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase)
            && MeansVersion(version.Trim(), null);
    }

    private bool MeansVersion(string version, string? epoch)
    {
        string own = Full(Version!, Epoch);
        string others = Full(version, epoch);
        return string.Equals(own, others, StringComparison.OrdinalIgnoreCase);
    }

    // An epoch of nought is the same as none.
    private static string Full(string version, string? epoch)
    {
        string full = epoch is null || version.Contains(':', StringComparison.Ordinal) ? version : $"{epoch}:{version}";
        return full.StartsWith("0:", StringComparison.Ordinal) ? full[2..] : full;
    }
}
