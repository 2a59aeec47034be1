using System.Text;
using System.Text.RegularExpressions;

namespace SecAutomation.Storage;

/// <summary>PowerShell's wildcards (<c>*</c>, <c>?</c>, <c>[a-z]</c>, the backtick before a literal one), without regard to case.</summary>
internal sealed class Wildcard
{
    private readonly Regex _pattern;

    public Wildcard(string pattern)
    {
        _pattern = new Regex(
            Translate(pattern),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking,
            TimeSpan.FromSeconds(10));
    }

    public bool IsMatch(string text) => _pattern.IsMatch(text);

    private static string Translate(string pattern)
    {
        StringBuilder regex = new(@"\A");
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            int end;
            if (c == '`' && i + 1 < pattern.Length)
            {
                regex.Append(Regex.Escape(pattern[++i].ToString()));
            }
            else if (c == '*')
            {
                regex.Append(".*");
            }
            else if (c == '?')
            {
                regex.Append('.');
            }
            else if (c == '[' && (end = pattern.IndexOf(']', i + 1)) > i + 1 && IsOrdered(pattern[(i + 1)..end]))
            {
                regex.Append('[').Append(EscapeSet(pattern[(i + 1)..end])).Append(']');
                i = end;
            }
            else
            {
                regex.Append(Regex.Escape(c.ToString()));
            }
        }

        return regex.Append(@"\z").ToString();
    }

    private static string EscapeSet(string set) =>
        set.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("[", @"\[", StringComparison.Ordinal)
            .Replace("^", @"\^", StringComparison.Ordinal);

    // A range that runs backwards, and a dash at an edge, are no set; they are taken literally.
    private static bool IsOrdered(string set)
    {
        for (int i = set.IndexOf('-', StringComparison.Ordinal); i >= 0; i = set.IndexOf('-', i + 1))
        {
            if (i == 0 || i == set.Length - 1 || set[i - 1] > set[i + 1])
            {
                return false;
            }
        }

        return true;
    }
}
