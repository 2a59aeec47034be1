using System.Buffers;

namespace SecAutomation.Engine.Streams.Text;

/// <summary>Makes texts of a source harmless where they are shown: a console obeys control characters, whoever wrote them.</summary>
/// <remarks>
/// Tabs and ends of lines stay. Other control characters, and those that turn the direction of the text, become U+FFFD, so that
/// one sees that something stood there. NUL at the end is padding and is dropped.
/// </remarks>
internal static class ShownText
{
    private const char Replacement = '\uFFFD';

    private static readonly SearchValues<char> s_commands = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r')),
        .. Enumerable.Range(0x202A, 5).Concat(Enumerable.Range(0x2066, 10)).Select(code => (char)code),
        '\u061C', '\u200E', '\u200F',
    ]);

    /// <summary>Cleans a text where it stands.</summary>
    /// <returns>How much of it counts.</returns>
    public static int Clean(Span<char> text)
    {
        if (!text.ContainsAny(s_commands))
            return text.Length;
        text = text.TrimEnd('\0');
        for (int at = text.IndexOfAny(s_commands); at >= 0; at = text.IndexOfAny(s_commands))
            text[at] = Replacement;
        return text.Length;
    }

    /// <summary>The clean text; the same where nothing is to be done.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAny(s_commands))
            return text;
        char[] chars = text.ToCharArray();
        return new string(chars, 0, Clean(chars.AsSpan()));
    }
}
