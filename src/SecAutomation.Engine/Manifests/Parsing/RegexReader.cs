using System.Text.RegularExpressions;

namespace SecAutomation.Engine.Manifests.Parsing;

/// <summary>Reads a regular expression whose one group is what counts. It is matched in time that grows with the text alone.</summary>
internal static class RegexReader
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    /// <summary>Reads it.</summary>
    /// <returns>Null where the key is absent, or the expression cannot be used, which was reported.</returns>
    public static Regex? Read(MapReader reader, string key)
    {
        if (reader.Scalar(key) is not { } pattern)
            return null;
        try
        {
            var regex = new Regex(pattern.Text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, s_limit);
            if (regex.GetGroupNumbers().Length == 2)
                return regex;
            reader.Problems.Add(reader.File, pattern, $"'{key}' has one group, for what counts of the text.");
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            reader.Problems.Add(reader.File, pattern, $"'{key}' is no regular expression: {wrong.Message}");
        }

        return null;
    }
}
