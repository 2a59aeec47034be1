namespace SecAutomation.Remediation.Identity.Keys;

/// <summary>Identifiers that scanners and agents give, where they are unique by their making and not a number that every product counts from one.</summary>
internal static class AgentKey
{
    private const int Shortest = 16;

    /// <summary>Reads an identifier.</summary>
    /// <returns>A GUID as 32 lower-case digits, another long identifier in lower case; null for what others may have as well.</returns>
    public static string? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length < Shortest)
            return null;
        if (UuidKey.TryRead(text, out UInt128 guid))
            return guid.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

        string key = text.Trim().ToLowerInvariant();
        ReadOnlySpan<char> bare = key.AsSpan().Trim("{}-0");
        bool isNumber = bare.IndexOfAnyExceptInRange('0', '9') < 0;
        return key.Length < Shortest || isNumber || bare.IndexOfAnyExcept(bare[0]) < 0 ? null : key;
    }
}
