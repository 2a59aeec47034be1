namespace SecAutomation.Commands.Completion;

/// <summary>Text as a command line takes it.</summary>
internal static class CompletedText
{
    /// <summary>The text, in quotes where it needs them.</summary>
    public static string Quote(string text) =>
        text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_')
            ? text
            : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
