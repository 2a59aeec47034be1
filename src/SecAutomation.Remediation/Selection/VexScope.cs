namespace SecAutomation.Remediation.Selection;

/// <summary>Whether a statement is of the software of a finding. In doubt it is not: a finding that stays costs a look, one that goes wrongly a breach.</summary>
internal static class VexScope
{
    /// <summary>Whether a product of a VEX document is a piece of software on a host.</summary>
    /// <param name="product">The product.</param>
    /// <param name="software">What the scanner names.</param>
    /// <param name="operatingSystem">The host's operating system; null where it is not known.</param>
    public static bool Covers(VexProduct product, InstalledSoftware software, string? operatingSystem)
    {
        if (product.PartOf is { } whole && !IsSystem(whole, operatingSystem) && !CoversAlone(whole, software))
            return false;

        return CoversAlone(product, software);
    }

    private static bool CoversAlone(VexProduct product, InstalledSoftware software)
    {
        if (PackageUrl.Read(product.Purl) is { } purl
            && (PackageUrl.Read(software.Name) ?? PackageUrl.Read(software.Cpe)) is { } package)
        {
            return purl.Means(package);
        }

        if (PackageUrl.Read(product.Purl)?.Means(software.Name, software.Version) == true)
            return true;

        if (CpeName.Read(product.Cpe) is { } cpe && CpeName.Read(software.Cpe) is { } name)
            return cpe.Means(name, software.Version);

        return product.Name is { } called
            && string.Equals(called.Trim(), software.Name.Trim(), StringComparison.OrdinalIgnoreCase)
            && (product.Version is null ? product.Purl is null && product.Cpe is null : string.Equals(product.Version.Trim(), software.Version?.Trim(), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether a product is the operating system of a host: every word and number of its name is one of the system's.</summary>
    private static bool IsSystem(VexProduct whole, string? operatingSystem)
    {
        if (operatingSystem is null || whole.Name is null)
            return false;

        string[] there = Words(operatingSystem);
        string[] wanted = Words(whole.Name);
        return wanted.Length > 1 && wanted.All(word => there.Any(other => IsSame(word, other)));
    }

    // Version 8 is met by 8.6, and not by 80.
    private static bool IsSame(string wanted, string there) =>
        string.Equals(wanted, there, StringComparison.Ordinal)
        || (char.IsAsciiDigit(wanted[0]) && there.StartsWith(wanted + ".", StringComparison.Ordinal));

    private static string[] Words(string text) =>
    [
        .. new string([.. text.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) || c == '.' ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('.'))
            .Where(word => word.Length > 0 && word != "v"),
    ];
}
