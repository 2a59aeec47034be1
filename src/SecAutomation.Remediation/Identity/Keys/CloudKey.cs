namespace SecAutomation.Remediation.Identity.Keys;

/// <summary>The identifier of an instance at its provider, in one spelling.</summary>
/// <param name="Text">The key.</param>
/// <param name="Kind">What it looks like. Only identifiers of one kind can contradict each other.</param>
internal readonly record struct CloudKey(string Text, CloudKey.Shape Kind)
{
    private const int Shortest = 6;

    private static readonly string[] s_containers = ["subscriptions/", "projects/"];

    /// <summary>What an identifier looks like.</summary>
    internal enum Shape
    {
        /// <summary>A word that fits no other shape.</summary>
        Word,

        /// <summary><c>i-</c> and hex digits.</summary>
        Instance,

        /// <summary>A resource's path.</summary>
        Path,

        /// <summary>A GUID.</summary>
        Guid,

        /// <summary>A number.</summary>
        Number,
    }

    /// <summary>Reads an identifier.</summary>
    /// <returns>Null where there is none, or one that is too short to be one instance's.</returns>
    public static CloudKey? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        string key = text.Trim().ToLowerInvariant();
        int slash = key.LastIndexOf('/');
        if (slash >= 0 && key.AsSpan(slash + 1).StartsWith("i-") && IsHex(key.AsSpan(slash + 3)))
            key = key[(slash + 1)..];
        else if (Container(key) is int start and > 0)
            key = key[start..];
        if (key.Length < Shortest || key.AsSpan().IndexOfAnyExcept('0') < 0)
            return null;

        Shape kind = key switch
        {
            _ when key.StartsWith("i-", StringComparison.Ordinal) && IsHex(key.AsSpan(2)) => Shape.Instance,
            _ when UuidKey.TryRead(key, out _) => Shape.Guid,
            _ when key.Contains('/', StringComparison.Ordinal) => Shape.Path,
            _ when key.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 => Shape.Number,
            _ => Shape.Word,
        };
        return new CloudKey(key, kind);
    }

    /// <summary>An account, in one spelling.</summary>
    public static string? Account(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().ToLowerInvariant();

    /// <summary>The kinds of two identifiers that one machine cannot have both: an instance's number is never of a provider that names paths.</summary>
    public static bool AreOfTwoProviders(CloudKey a, CloudKey b) =>
        (a.Kind == Shape.Instance && b.IsInContainer) || (b.Kind == Shape.Instance && a.IsInContainer)
        || (a.IsInContainer && b.IsInContainer && a.Text[0] != b.Text[0]);

    private bool IsInContainer => Kind == Shape.Path
        && (Text.StartsWith(s_containers[0], StringComparison.Ordinal) || Text.StartsWith(s_containers[1], StringComparison.Ordinal));

    /// <summary>Where the path proper begins behind the address of the programming interface, by the container that holds an account's machines.</summary>
    private static int Container(string key)
    {
        foreach (string container in s_containers)
        {
            int at = key.IndexOf(container, StringComparison.Ordinal);
            if (at > 0 && key[at - 1] == '/')
                return at;
        }

        return 0;
    }

    private static bool IsHex(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiHexDigit(c))
                return false;
        }

        return text.Length > 0;
    }
}
