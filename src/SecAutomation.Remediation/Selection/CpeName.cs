namespace SecAutomation.Remediation.Selection;

/// <summary>The parts of a CPE that tell a product: <c>cpe:2.3:a:vendor:product:version:…</c> or <c>cpe:/a:vendor:product:version</c>.</summary>
/// <param name="Part">a, o or h.</param>
/// <param name="Vendor">The vendor.</param>
/// <param name="Product">The product.</param>
/// <param name="Version">The version; null where all are meant.</param>
internal sealed record CpeName(string Part, string Vendor, string Product, string? Version)
{
    /// <summary>Reads a CPE; null where it is none.</summary>
    public static CpeName? Read(string? text)
    {
        if (text is null)
            return null;

        bool isUri = text.StartsWith("cpe:/", StringComparison.OrdinalIgnoreCase);
        bool isFormatted = text.StartsWith("cpe:2.3:", StringComparison.OrdinalIgnoreCase);
        string[] parts = isUri ? text[5..].Split(':') : isFormatted ? Split(text[8..]) : [];
        if (parts.Length < 3 || parts[0].Length != 1 || parts[1].Length == 0 || parts[2].Length == 0)
            return null;

        string? version = parts.Length > 3 && parts[3] is not ("" or "*" or "-") ? Plain(parts[3], isUri) : null;
        return new CpeName(parts[0].ToLowerInvariant(), Plain(parts[1], isUri), Plain(parts[2], isUri), version);
    }

    /// <summary>Whether another is the same product in a version that this one means.</summary>
    public bool Means(CpeName other, string? version) =>
        string.Equals(Part, other.Part, StringComparison.Ordinal)
        && string.Equals(Vendor, other.Vendor, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Product, other.Product, StringComparison.OrdinalIgnoreCase)
        && (Version is null || string.Equals(Version, other.Version ?? version, StringComparison.OrdinalIgnoreCase));

    // A colon may stand in a part, behind a backslash.
    private static string[] Split(string text)
    {
        var parts = new List<string>();
        int start = 0;
        for (int at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && (text[at] != ':' || (at > 0 && text[at - 1] == '\\')))
                continue;

            parts.Add(text[start..at]);
            start = at + 1;
        }

        return [.. parts];
    }

    private static string Plain(string part, bool isUri) =>
        isUri ? Uri.UnescapeDataString(part) : part.Replace("\\", "", StringComparison.Ordinal);
}
