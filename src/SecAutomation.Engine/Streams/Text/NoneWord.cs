namespace SecAutomation.Engine.Streams.Text;

/// <summary>Words that sources write where they have nothing to say.</summary>
internal static class NoneWord
{
    private static readonly string[] s_unknown = ["-", "--", "'-", "?", "n/a", "null", "(null)", "undefined", "unknown", "-1"];

    /// <summary>Whether the text says nothing.</summary>
    public static bool IsUnknown(ReadOnlySpan<char> text) => text.IsEmpty || IsOneOf(text, s_unknown) || SaysNone(text);

    /// <summary>Whether the text says that there is none.</summary>
    public static bool SaysNone(ReadOnlySpan<char> text) => text.Equals("none", StringComparison.OrdinalIgnoreCase);

    private static bool IsOneOf(ReadOnlySpan<char> text, string[] words)
    {
        foreach (string word in words)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
