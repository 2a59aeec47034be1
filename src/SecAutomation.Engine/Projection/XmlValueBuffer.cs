using System.Text.Unicode;
using System.Xml;
using SecAutomation.Engine.Formats;

namespace SecAutomation.Engine.Projection;

/// <summary>
/// The values of the elements that are open, as UTF-8, one behind the other: an element's text is taken away when it closes, so that the text
/// of the element around it goes on where it stopped.
/// </summary>
internal sealed class XmlValueBuffer(int maximumBytes)
{
    private readonly char[] _chars = new char[4096];
    private byte[] _bytes = new byte[4096];

    /// <summary>Where the next text goes.</summary>
    public int Length { get; set; }

    /// <summary>How many characters were replaced that XML forbids and a character reference brought in.</summary>
    public long Replaced { get; private set; }

    public ReadOnlySpan<byte> From(int start) => _bytes.AsSpan(start, Length - start);

    /// <summary>Adds the value that the reader stands on.</summary>
    /// <returns>False where what began at <paramref name="start"/> is longer than a value may be; the rest is passed over.</returns>
    public bool Take(XmlReader xml, int start)
    {
        bool fits = Length - start <= maximumBytes;
        int carried = 0;
        int read;
        while (fits && (read = xml.ReadValueChunk(_chars, carried, _chars.Length - carried)) > 0)
        {
            Span<char> chars = _chars.AsSpan(0, carried + read);
            carried = char.IsHighSurrogate(chars[^1]) && chars.Length > 1 ? 1 : 0;
            Append(chars[..^carried]);
            if (carried > 0)
                _chars[0] = chars[^1];

            fits = Length - start <= maximumBytes;
        }

        if (fits && carried > 0)
            Append(_chars.AsSpan(0, 1));

        return fits;
    }

    private void Append(Span<char> chars)
    {
        Replaced += XmlContentText.Replace(chars);
        int most = chars.Length * 3;
        if (_bytes.Length - Length < most)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + most));

        Utf8.FromUtf16(chars, _bytes.AsSpan(Length), out _, out int written);
        Length += written;
    }
}
