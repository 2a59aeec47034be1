namespace SecAutomation;

/// <summary>What stands before a CVSS vector and names its version, as specifications and scanners write it.</summary>
internal static class CvssPrefix
{
    private static readonly (string Prefix, string Version)[] s_prefixes =
    [
        ("CVSS:3.1/", "3.1"), ("CVSS:3.0/", "3.0"), ("CVSS:4.0/", "4.0"), ("CVSS:2.0/", "2.0"), ("CVSS:2.0#", "2.0"),
        ("CVSS2#", "2.0"), ("CVSS3#", "3.1"), ("CVSS4#", "4.0"),
    ];

    /// <summary>Takes the prefix away.</summary>
    /// <param name="vector">The vector; without its prefix afterwards.</param>
    /// <returns>The version that the prefix names; null where there is none that is known.</returns>
    public static string? Take(ref ReadOnlySpan<char> vector)
    {
        foreach ((string prefix, string version) in s_prefixes)
        {
            if (!vector.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                continue;

            vector = vector[prefix.Length..];
            return version;
        }

        return null;
    }
}
