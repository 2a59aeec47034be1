namespace SecAutomation.Remediation.Identity;

/// <summary>What people call a source: a connection by its name, a file without its folders.</summary>
/// <remarks>Reasons and tickets leave the machine; where a file lay on it is nobody's business there, and hides what matters.</remarks>
internal static class SourceName
{
    private const string Separator = "; ";

    /// <summary>The name.</summary>
    /// <param name="source">A connection, a path, or several joined with "; ".</param>
    /// <returns>The same, each path cut to its file name.</returns>
    public static string Of(string source) => source.Contains(Separator, StringComparison.Ordinal)
        ? string.Join(Separator, source.Split(Separator).Select(OfOne))
        : OfOne(source);

    private static string OfOne(string source)
    {
        bool isPath = source.StartsWith('/')
            || source.StartsWith(@"\\", StringComparison.Ordinal)
            || (source.Length > 2 && char.IsAsciiLetter(source[0]) && source[1] == ':' && source[2] is '\\' or '/');
        if (!isPath)
            return source;

        string name = source[(source.LastIndexOfAny(['/', '\\']) + 1)..];
        return name.Length == 0 ? source : name;
    }
}
