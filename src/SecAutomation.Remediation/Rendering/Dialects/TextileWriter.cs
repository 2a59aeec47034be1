using System.Globalization;
using System.Text;
using SecAutomation.Remediation.Rendering.Blocks;

namespace SecAutomation.Remediation.Rendering.Dialects;

/// <summary>Textile as Redmine reads it. What is or could be markup in a text is written as a character reference, which is none.</summary>
internal sealed class TextileWriter : WikiWriter
{
    private const string Active = "&<>\"'*_+^~%@!|=#[]{}\\`$";

    protected override string HeadMark => "|_.";

    protected override string LineBreak => "\n";

    // The end of the block is the only thing that is read inside it.
    protected override string Verbatim(IEnumerable<string> lines) =>
        $"<pre>\n{string.Join('\n', lines.Select(line => line.Replace("<", $"<{Separator}", StringComparison.Ordinal)))}\n</pre>\n";

    protected override string Styled(TextRun run, string escaped)
    {
        // Marks are read only where blanks or line ends stand around them, and brackets make room for them anywhere.
        string mark = Mark(run.Style);
        string text = mark.Length == 0 ? escaped : mark == "@" ? $"<code>{escaped}</code>" : $"{mark}{escaped}{mark}";
        return run.Url is { } url ? $"\"{escaped}\":{url.Replace("@", "%40", StringComparison.Ordinal)}" : text;
    }

    protected override string Escape(string text, bool isAtStart)
    {
        StringBuilder safe = new(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            if (Active.Contains(text[i], StringComparison.Ordinal) || IsActive(text, i, isAtStart))
            {
                safe.Append(CultureInfo.InvariantCulture, $"&#{(int)text[i]};");
            }
            else
            {
                safe.Append(text[i]);
            }
        }

        return safe.ToString();
    }

    private static string Mark(TextStyle style) => style switch
    {
        _ when style.HasFlag(TextStyle.Code) => "@",
        _ when style.HasFlag(TextStyle.Strong) => "*",
        _ when style.HasFlag(TextStyle.Emphasis) => "_",
        _ when style.HasFlag(TextStyle.Strike) => "-",
        _ => "",
    };

    private static bool IsActive(string text, int i, bool isAtStart) => text[i] switch
    {
        // -deleted-, ??cited??, (C), r12 and version:1.0 as Redmine links, http://, h1. at the start of a line.
        '-' => !(IsWord(text, i - 1) && IsWord(text, i + 1)),
        '?' => true,
        '(' => i + 2 < text.Length && "cCrRtT".Contains(text[i + 1], StringComparison.Ordinal),
        ':' => i > 0 && i + 1 < text.Length && text[i + 1] != ' ',
        'r' => (i == 0 || !IsWord(text, i - 1)) && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]),
        '.' => (isAtStart && i < 40 && (i + 1 == text.Length || text[i + 1] is ' ' or ':' or '.'))
            || (i >= 3 && text.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase)),
        '/' => i == 0 && isAtStart,
        _ => false,
    };

    private static bool IsWord(string text, int i) => i >= 0 && i < text.Length && char.IsLetterOrDigit(text[i]);
}
