using System.Buffers.Text;
using System.Text;

namespace SecAutomation.Engine.Projection.Json;

/// <summary>The text of JSON strings with escapes.</summary>
internal static class JsonText
{
    /// <summary>Resolves the escapes of valid JSON text; half of a surrogate pair becomes U+FFFD.</summary>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> destination)
    {
        int length = 0;
        while (!escaped.IsEmpty)
        {
            if (escaped[0] != '\\')
            {
                int plain = escaped.IndexOf((byte)'\\');
                ReadOnlySpan<byte> run = plain < 0 ? escaped : escaped[..plain];
                run.CopyTo(destination[length..]);
                length += run.Length;
                escaped = escaped[run.Length..];
                continue;
            }

            if (escaped[1] != 'u')
            {
                destination[length++] = escaped[1] switch
                {
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    (byte)'n' => (byte)'\n',
                    (byte)'r' => (byte)'\r',
                    (byte)'t' => (byte)'\t',
                    byte other => other,
                };
                escaped = escaped[2..];
                continue;
            }

            char first = Unit(escaped);
            escaped = escaped[6..];
            if (!Rune.TryCreate(first, out Rune rune))
            {
                bool isPair = char.IsHighSurrogate(first) && escaped.Length >= 6 && escaped[0] == '\\' && escaped[1] == 'u'
                    && Rune.TryCreate(first, Unit(escaped), out rune);
                if (isPair)
                    escaped = escaped[6..];
                else
                    rune = Rune.ReplacementChar;
            }

            length += rune.EncodeToUtf8(destination[length..]);
        }

        return length;
    }

    private static char Unit(ReadOnlySpan<byte> escape) =>
        Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out _, 'x') ? (char)unit : '\uFFFD';
}
