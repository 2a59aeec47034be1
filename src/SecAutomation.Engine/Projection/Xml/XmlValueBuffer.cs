using System.Text;

namespace SecAutomation.Engine.Projection.Xml;

/// <summary>
/// The values of the elements that are open, as UTF-8, one behind the other: an element's text is taken away when it closes, so that the text
/// of the element around it goes on where it stopped.
/// </summary>
internal sealed class XmlValueBuffer(int maximumBytes)
{
    private byte[] _bytes = new byte[4096];

    /// <summary>Where the next text goes.</summary>
    public int Length { get; set; }

    /// <summary>How many characters were replaced that XML forbids and a character reference brought in.</summary>
    public long Replaced { get; private set; }

    public ReadOnlySpan<byte> From(int start) => _bytes.AsSpan(start, Length - start);

    /// <summary>Adds text.</summary>
    /// <returns>False where what began at <paramref name="start"/> is longer than a value may be.</returns>
    public bool Add(ReadOnlySpan<byte> text, int start)
    {
        text.CopyTo(Reserve(text.Length));
        Length += text.Length;
        return Length - start <= maximumBytes;
    }

    /// <summary>Adds the value of an attribute, its references resolved and its white space made spaces, as XML wants it.</summary>
    public void AddAttribute(in XmlAttributes.Place attribute, ReadOnlySpan<byte> tag)
    {
        ReadOnlySpan<byte> value = attribute.Value(tag);
        Span<byte> target = Reserve(value.Length);
        if (attribute.IsPlain)
        {
            value.CopyTo(target);
            Length += value.Length;
            return;
        }

        int written = 0;
        for (int at = 0; at < value.Length;)
        {
            if (value[at] == '&')
            {
                at += XmlReference.Read(value[at..], out Rune character, out bool isReplaced);
                Replaced += isReplaced ? 1 : 0;
                written += character.EncodeToUtf8(target[written..]);
                continue;
            }

            bool isWhite = value[at] is (byte)'\t' or (byte)'\r' or (byte)'\n';
            target[written++] = isWhite ? (byte)' ' : value[at];
            at += value[at..].StartsWith("\r\n"u8) ? 2 : 1;
        }

        Length += written;
    }

    private Span<byte> Reserve(int most)
    {
        if (_bytes.Length - Length < most)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + most));

        return _bytes.AsSpan(Length);
    }
}
