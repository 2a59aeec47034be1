using System.Buffers;
using System.Globalization;
using System.Text;

namespace SecAutomation.Remediation.Rendering;

/// <summary>Makes text of scanners and inventories harmless. They repeat what an attacker put into a banner or a host name.</summary>
public static class MarkdownText
{
    // After an "@" it keeps trackers from telling somebody, and is not seen.
    private const char Separator = '\u200B';
    private const char Replacement = '\uFFFD';

    // Nearly all text is of these and needs nothing.
    private static readonly SearchValues<char> s_clean = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

    private static readonly SearchValues<char> s_active = SearchValues.Create("\\`*[]<>|~$&#{^_/.@");

    /// <summary>One line without control characters, invisible characters and marks that turn the direction of writing.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text with single blanks, trimmed; what was left out visibly is a replacement character.</returns>
    public static string OneLine(string? text)
    {
        return Clean(text, isAfterBlank: true).TrimEnd(' ');
    }

    /// <summary>A piece of a line, cleaned as <see cref="OneLine"/> does.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="isAfterBlank">Whether a blank stands before it, so that it needs none.</param>
    /// <returns>The text with single blanks.</returns>
    internal static string Clean(string? text, bool isAfterBlank)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        if (!text.AsSpan().ContainsAnyExcept(s_clean) && !(isAfterBlank && text[0] == ' ') && !text.Contains("  ", StringComparison.Ordinal))
        {
            return text;
        }

        StringBuilder line = new(text.Length);
        bool isBlank = isAfterBlank;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (!isBlank)
                {
                    line.Append(' ');
                }

                isBlank = true;
                continue;
            }

            if (IsInvisible(rune.Value))
            {
                continue;
            }

            isBlank = false;
            if (Rune.IsControl(rune) || IsDirectional(rune.Value))
            {
                line.Append(Replacement);
            }
            else
            {
                line.Append(rune.ToString());
            }
        }

        return line.ToString();
    }

    /// <summary>The lines of a code block: blanks stay, what cannot be seen does not.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The lines, at least one.</returns>
    internal static string[] CodeLines(string text) =>
    [
        .. text.ReplaceLineEndings("\n").Split('\n').Select(line =>
        {
            StringBuilder clean = new(line.Length);
            foreach (Rune rune in line.EnumerateRunes())
            {
                if (rune.Value == '\t')
                {
                    clean.Append("    ");
                }
                else if (!IsInvisible(rune.Value))
                {
                    clean.Append(Rune.IsControl(rune) || IsDirectional(rune.Value) ? Replacement.ToString() : rune.ToString());
                }
            }

            return clean.ToString();
        }),
    ];

    /// <summary>The text as Markdown that shows it and does nothing else: no markup, no HTML, no link, no mention.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>One line of Markdown.</returns>
    public static string Escape(string? text) => Escape(OneLine(text), isAtStart: true);

    /// <summary>A clean piece of a line as Markdown.</summary>
    /// <param name="line">The piece.</param>
    /// <param name="isAtStart">Whether a line begins with it.</param>
    /// <returns>Markdown that shows it.</returns>
    internal static string Escape(string line, bool isAtStart)
    {
        int start = isAtStart ? StartLength(line) : -1;
        StringBuilder? markdown = null;
        int written = 0;
        for (int i = Next(line, 0, start); i < line.Length; i = Next(line, i + 1, start))
        {
            bool isMention = line[i] == '@' && !IsWord(line, i - 1);
            bool isEscaped = i == start || IsSpecial(line, i);
            if (!isMention && !isEscaped)
            {
                continue;
            }

            markdown ??= new StringBuilder(line.Length + 16);
            markdown.Append(line, written, i - written);
            written = i;
            if (isEscaped)
            {
                markdown.Append('\\');
            }

            if (isMention)
            {
                markdown.Append('@').Append(Separator);
                written++;
            }
        }

        return markdown?.Append(line, written, line.Length - written).ToString() ?? line;
    }

    // The next place that may need something.
    private static int Next(string line, int from, int start)
    {
        int active = line.AsSpan(from).IndexOfAny(s_active);
        int next = active < 0 ? line.Length : from + active;
        return start >= from && start < next ? start : next;
    }

    /// <summary>What a reader of such Markdown sees: the text that was escaped.</summary>
    /// <param name="markdown">What <see cref="Escape(string?)"/> gave, and sentences around it without markup.</param>
    internal static string Unescape(string markdown)
    {
        if (!markdown.AsSpan().ContainsAny('\\', Separator))
            return markdown;

        StringBuilder text = new(markdown.Length);
        for (int i = 0; i < markdown.Length; i++)
        {
            if (markdown[i] == '\\' && i + 1 < markdown.Length && !char.IsLetterOrDigit(markdown[i + 1]) && markdown[i + 1] != ' ')
                i++;
            if (markdown[i] != Separator)
                text.Append(markdown[i]);
        }

        return text.ToString();
    }

    /// <summary>Cuts a text between what people see as characters.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">The greatest length in UTF-16 code units, the ellipsis included.</param>
    /// <returns>The text, or its beginning with an ellipsis.</returns>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        int end = 0;
        while (StringInfo.GetNextTextElementLength(text.AsSpan(end)) is var next && end + next < length)
        {
            end += next;
        }

        return $"{text[..end].TrimEnd()}…";
    }

    // Where in the text, if at all, stands what would begin a list, a heading or a command of the tracker.
    private static int StartLength(string line)
    {
        if (line.Length == 0)
        {
            return -1;
        }

        if (line[0] is '-' or '+' or '=' or '/' || line.StartsWith("::", StringComparison.Ordinal))
        {
            return 0;
        }

        int digits = line.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && line[digits] is '.' or ')' && (digits + 1 == line.Length || line[digits + 1] == ' ') ? digits : -1;
    }

    private static bool IsSpecial(string line, int i) => line[i] switch
    {
        '\\' or '`' or '*' or '[' or ']' or '<' or '>' or '|' or '~' or '$' or '&' or '#' or '{' or '^' => true,
        '_' => !(IsWord(line, i - 1) && IsWord(line, i + 1)),
        '/' => i > 0 && line[i - 1] == ':' && i + 1 < line.Length && line[i + 1] == '/',
        '.' => i >= 3 && line.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase) && !IsWord(line, i - 4),
        _ => false,
    };

    private static bool IsWord(string line, int i) => i >= 0 && i < line.Length && char.IsLetterOrDigit(line[i]);

    private static bool IsInvisible(int rune) =>
        rune is 0x00AD or 0x034F or 0x180E or 0x200B or 0xFEFF or (>= 0x2060 and <= 0x2064) or (>= 0xE0000 and <= 0xE007F);

    private static bool IsDirectional(int rune) =>
        rune is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x206F);
}
