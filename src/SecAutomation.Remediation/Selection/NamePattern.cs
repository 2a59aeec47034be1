using System.Text;

namespace SecAutomation.Remediation.Selection;

/// <summary>A wildcard as PowerShell users write it: <c>*</c>, <c>?</c>, <c>[a-f]</c>, and a backtick before what is meant literally.</summary>
internal sealed class NamePattern
{
    private readonly Rune[][] _sets;
    private readonly Kind[] _kinds;
    private readonly HostName _literal;

    private enum Kind
    {
        Literal,
        One,
        Any,
        Set,
    }

    public NamePattern(string pattern)
    {
        var kinds = new List<Kind>();
        var sets = new List<Rune[]>();
        Rune[] runes = pattern.Trim().EnumerateRunes().Select(Rune.ToLowerInvariant).ToArray();
        for (int i = 0; i < runes.Length; i++)
        {
            switch (runes[i].Value)
            {
                case '*':
                    Add(Kind.Any, []);
                    break;
                case '?':
                    Add(Kind.One, []);
                    break;
                case '[' when SetEnd(runes, i) is int end:
                    Add(Kind.Set, runes[(i + 1)..end]);
                    i = end;
                    break;
                case '`' when i + 1 < runes.Length:
                    Add(Kind.Literal, [runes[++i]]);
                    break;
                default:
                    Add(Kind.Literal, [runes[i]]);
                    break;
            }
        }

        _kinds = [.. kinds];
        _sets = [.. sets];
        if (!_kinds.Any(kind => kind != Kind.Literal))
            _literal = HostName.Parse(pattern);

        void Add(Kind kind, Rune[] set)
        {
            kinds.Add(kind);
            sets.Add(set);
        }
    }

    /// <summary>Whether the whole text fits, ignoring case.</summary>
    public bool Fits(string text)
    {
        // The usual two-pointer walk: on a mismatch the last star swallows one more, so that time is at most n x m.
        Rune[] runes = [.. text.EnumerateRunes()];
        int at = 0, position = 0, star = -1, resume = 0;
        while (position < runes.Length)
        {
            if (at < _kinds.Length && _kinds[at] == Kind.Any)
            {
                star = at++;
                resume = position;
            }
            else if (at < _kinds.Length && FitsOne(at, Rune.ToLowerInvariant(runes[position])))
            {
                at++;
                position++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                position = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (at < _kinds.Length && _kinds[at] == Kind.Any)
            at++;
        return at == _kinds.Length;
    }

    /// <summary>Whether a name fits as it is spelled or by what it means: <c>WEB01$</c> asks for <c>web01</c>.</summary>
    public bool Fits(string text, in HostName name)
    {
        if (Fits(text))
            return true;
        if (!name.IsName)
            return false;
        if (_literal.IsName)
            return _literal.Fqdn is string fqdn ? fqdn == name.Fqdn : _literal.ShortKey == name.ShortKey;
        return Fits(name.ShortKey) || (name.Fqdn is string full && Fits(full));
    }

    private bool FitsOne(int at, Rune rune) => _kinds[at] switch
    {
        Kind.Literal => _sets[at][0] == rune,
        Kind.One => true,
        _ => IsIn(_sets[at], rune),
    };

    private static bool IsIn(Rune[] set, Rune rune)
    {
        for (int i = 0; i < set.Length; i++)
        {
            bool isRange = i + 2 < set.Length && set[i + 1].Value == '-';
            if (isRange ? rune >= set[i] && rune <= set[i + 2] : rune == set[i])
                return true;
            i += isRange ? 2 : 0;
        }

        return false;
    }

    private static int? SetEnd(Rune[] runes, int start)
    {
        for (int i = start + 2; i < runes.Length; i++)
        {
            if (runes[i].Value == ']')
                return i;
        }

        return null;
    }
}
