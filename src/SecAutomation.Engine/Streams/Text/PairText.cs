using System.Text;

namespace SecAutomation.Engine.Streams.Text;

/// <summary>Texts that are lists of pairs, such as <c>vector=AV:N/AC:L|solution=Update it.</c></summary>
internal static class PairText
{
    private const byte Bar = (byte)'|';

    /// <summary>The value of a name.</summary>
    /// <param name="text">The pairs, separated by bars. A text that begins with no pair counts as it is.</param>
    /// <param name="name">The name; case does not count.</param>
    /// <returns>The value; empty where no pair has the name.</returns>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        if (!IsPair(text))
            return text;
        while (!text.IsEmpty)
        {
            int bar = text.IndexOf(Bar);
            ReadOnlySpan<byte> pair = bar < 0 ? text : text[..bar];
            if (pair.Length > name.Length && pair[name.Length] == (byte)'=' && Ascii.EqualsIgnoreCase(pair[..name.Length], name))
                return pair[(name.Length + 1)..];
            text = bar < 0 ? default : text[(bar + 1)..];
        }

        return default;
    }

    private static bool IsPair(ReadOnlySpan<byte> text)
    {
        int equals = text.IndexOf((byte)'=');
        if (equals < 1)
            return false;
        foreach (byte b in text[..equals])
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'_' or (byte)'-' or (byte)'.'))
                return false;
        }

        return true;
    }
}
