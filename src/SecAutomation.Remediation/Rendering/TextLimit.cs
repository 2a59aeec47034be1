using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace SecAutomation.Remediation.Rendering;

/// <summary>How much text a tracker takes, counted as it counts.</summary>
/// <param name="Count">The greatest length.</param>
/// <param name="Unit">What is counted.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextLimit(int Count, TextUnit Unit)
{
    /// <summary>No limit.</summary>
    public static TextLimit None { get; } = new(int.MaxValue, TextUnit.Utf16);

    /// <summary>Counts as the tracker does.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Its length in <see cref="Unit"/>.</returns>
    public int Measure(ReadOnlySpan<char> text)
    {
        switch (Unit)
        {
            case TextUnit.Utf8Byte:
                return Encoding.UTF8.GetByteCount(text);
            case TextUnit.CodePoint:
                int runes = 0;
                foreach (Rune _ in text.EnumerateRunes())
                {
                    runes++;
                }

                return runes;
            case TextUnit.Grapheme:
                int graphemes = 0;
                for (; !text.IsEmpty; graphemes++)
                {
                    text = text[StringInfo.GetNextTextElementLength(text)..];
                }

                return graphemes;
            default:
                return text.Length;
        }
    }

    /// <summary>Whether the tracker takes a text.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>True where it is not too long.</returns>
    public bool Fits(ReadOnlySpan<char> text) => Count == int.MaxValue || Measure(text) <= Count;

    /// <summary>Cuts a text between what people see as characters.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text, or as much of its beginning as fits with an ellipsis.</returns>
    public string Cut(string text)
    {
        if (Fits(text))
        {
            return text;
        }

        const string Ellipsis = "…";
        int room = Count - Measure(Ellipsis), end = 0;
        while (end < text.Length)
        {
            int next = StringInfo.GetNextTextElementLength(text.AsSpan(end));
            room -= Measure(text.AsSpan(end, next));
            if (room < 0)
            {
                break;
            }

            end += next;
        }

        return room < 0 && end == 0 && Measure(Ellipsis) > Count ? "" : $"{text[..end].TrimEnd()}{Ellipsis}";
    }
}
