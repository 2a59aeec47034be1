using System.Globalization;
using System.Text;
using SecAutomation.Remediation.Rendering.Blocks;

namespace SecAutomation.Remediation.Rendering.Dialects;

/// <summary>Textile. What is or could be markup in a text is written as a character reference, which is none.</summary>
internal sealed class TextileWriter : WikiWriter
{
    private const string Active = "&<>\"'*_+^~%@!|=#[]{}\\`$";

    // What trackers take for the beginning of a link to one of their own things.
    private static readonly string[] s_prefix =
        ["attachment", "document", "version", "forum", "news", "message", "project", "commit", "source", "export", "user"];

    protected override string HeadMark => "|_.";

    protected override string LineBreak => "\n";

    protected override string Verbatim(IEnumerable<string> lines) => $"<pre>\n{string.Join('\n', lines.Select(Raw))}\n</pre>\n";

    protected override bool EndsLinkAtBlank => true;

    protected override string Styled(TextRun run, string core, bool isAtStart)
    {
        // Code is shown as it is; the other marks are read only where they stand before a letter.
        string escaped = Escape(core, isAtStart);
        string mark = char.IsLetterOrDigit(core[0]) ? Mark(run.Style) : "";
        string text = run.Style.HasFlag(TextStyle.Code) ? $"<code>{Raw(Defuse(core))}</code>" : $"{mark}{escaped}{mark}";
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

    // The end of code is read inside it, and the stand-in of some formatters for an ampersand.
    private static string Raw(string code) => code
        .Replace("<", $"<{Separator}", StringComparison.Ordinal)
        .Replace("x%x%", $"x%{Separator}x%", StringComparison.Ordinal);

    private static string Mark(TextStyle style) => style switch
    {
        _ when style.HasFlag(TextStyle.Strong) => "*",
        _ when style.HasFlag(TextStyle.Emphasis) => "_",
        _ when style.HasFlag(TextStyle.Strike) => "-",
        _ => "",
    };

    private static bool IsActive(string text, int i, bool isAtStart) => text[i] switch
    {
        // -deleted-, ??cited??, (C), ABC(title), r12 and version:1.0 as links of a tracker, http://, h1. at the start of a line.
        '-' => !(IsWord(text, i - 1) && IsWord(text, i + 1)),
        '?' => true,
        '(' => (text.IndexOf(')', i) is var end && end > 0 && end - i <= 3) || (i > 0 && (char.IsUpper(text[i - 1]) || char.IsDigit(text[i - 1]))),
        ':' => (i + 1 < text.Length && text[i + 1] == '/') || s_prefix.Any(prefix => text.AsSpan(0, i).EndsWith(prefix, StringComparison.OrdinalIgnoreCase)),
        'r' => (i == 0 || !IsWord(text, i - 1)) && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]),
        '.' => (isAtStart && i < 40 && (i + 1 == text.Length || text[i + 1] is ' ' or ':' or '.'))
            || (i >= 3 && text.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase)),
        '/' => i == 0 && isAtStart,
        _ => false,
    };

    private static bool IsWord(string text, int i) => i >= 0 && i < text.Length && char.IsLetterOrDigit(text[i]);
}
