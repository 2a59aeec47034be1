using System.Text;
using System.Text.Encodings.Web;

namespace SecAutomation.Remediation.Rendering;

/// <summary>Escapes each value that a template writes, unless the template says <c>raw</c>.</summary>
internal sealed class MarkdownEncoder : TextEncoder
{
    public static MarkdownEncoder Instance { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => 3;

    public override string Encode(string value) => MarkdownText.Escape(value);

    public override void Encode(TextWriter output, string value, int startIndex, int characterCount) =>
        output.Write(MarkdownText.Escape(value.Substring(startIndex, characterCount)));

    public override void Encode(TextWriter output, char[] value, int startIndex, int characterCount) =>
        output.Write(MarkdownText.Escape(new string(value, startIndex, characterCount)));

    public override bool WillEncode(int unicodeScalar) =>
        !Rune.IsValid(unicodeScalar) || MarkdownText.Escape(new Rune(unicodeScalar).ToString()) != new Rune(unicodeScalar).ToString();

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        int i = 0;
        foreach (Rune rune in new ReadOnlySpan<char>(text, textLength).EnumerateRunes())
        {
            if (WillEncode(rune.Value))
            {
                return i;
            }

            i += rune.Utf16SequenceLength;
        }

        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(
        int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        string text = Rune.IsValid(unicodeScalar) ? MarkdownText.Escape(new Rune(unicodeScalar).ToString()) : "\uFFFD";
        bool fits = text.AsSpan().TryCopyTo(new Span<char>(buffer, bufferLength));
        numberOfCharactersWritten = fits ? text.Length : 0;
        return fits;
    }
}
