using System.Globalization;
using System.Text;
using SecAutomation.Remediation.Rendering.Blocks;

namespace SecAutomation.Remediation.Rendering.Dialects;

/// <summary>The wiki markup of Atlassian. What is or could be markup in a text has a backslash before it.</summary>
internal sealed class AtlassianWikiWriter : WikiWriter
{
    private const string Active = "*_+^~|{}[]!#";

    protected override string HeadMark => "||";

    protected override string LineBreak => "\n";

    // {noformat} ends the block, and so it does inside a {code} that somebody wrote around it.
    protected override string Verbatim(IEnumerable<string> lines) =>
        $"{{noformat}}\n{string.Join('\n', lines.Select(line => line
            .Replace("{noformat", $"{{{Separator}noformat", StringComparison.OrdinalIgnoreCase)
            .Replace("{code", $"{{{Separator}code", StringComparison.OrdinalIgnoreCase)))}\n{{noformat}}\n";

    protected override string Styled(TextRun run, string core, bool isAtStart)
    {
        string escaped = Escape(core, isAtStart);

        // The braces let a mark stand beside a letter.
        string text = run.Style switch
        {
            var style when style.HasFlag(TextStyle.Code) => $"{{{{{escaped}}}}}",
            var style when style.HasFlag(TextStyle.Strong) => $"{{*}}{escaped}{{*}}",
            var style when style.HasFlag(TextStyle.Emphasis) => $"{{_}}{escaped}{{_}}",
            var style when style.HasFlag(TextStyle.Strike) => $"{{-}}{escaped}{{-}}",
            _ => escaped,
        };
        return run.Url is { } url ? $"[{escaped}|{url}]" : text;
    }

    protected override string Escape(string text, bool isAtStart)
    {
        StringBuilder safe = new(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '\\' or '&' or '<' or '>')
            {
                // Two backslashes are a line break, and an ampersand may begin a character reference.
                safe.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
                continue;
            }

            if (Active.Contains(c, StringComparison.Ordinal) || IsActive(text, i, isAtStart))
            {
                safe.Append('\\');
            }

            safe.Append(c);
            if (c is '`' || (c == '@' && !IsWord(text, i - 1)))
            {
                safe.Append(Separator);
            }
        }

        // h1. and bq. begin a block, however blank the start of the line is.
        return isAtStart && text.Length > 1 && text.IndexOf('.', StringComparison.Ordinal) is 2 ? $"{Separator}{safe}" : safe.ToString();
    }

    private static bool IsActive(string text, int i, bool isAtStart) => text[i] switch
    {
        '-' => !(IsWord(text, i - 1) && IsWord(text, i + 1)),
        '?' => (i > 0 && text[i - 1] == '?') || (i + 1 < text.Length && text[i + 1] == '?'),
        // http:// and faces.
        ':' => i + 1 < text.Length && !IsWord(text, i + 1) ? text[i + 1] is not (' ' or ':') : Follows(text, i, 'D', 'P', 'p'),
        '(' => i + 2 < text.Length && text.IndexOf(')', i) is var end && end > 0 && end - i <= 4,
        ';' => Follows(text, i, ')', '-'),
        '/' => i == 0 && isAtStart,
        _ => false,
    };

    private static bool Follows(string text, int i, params char[] next) => i + 1 < text.Length && next.Contains(text[i + 1]);

    private static bool IsWord(string text, int i) => i >= 0 && i < text.Length && char.IsLetterOrDigit(text[i]);
}
