namespace SecAutomation.Remediation.Grouping.Fixes;

/// <summary>A version of a product, of a package, or of whatever else counts upwards: a day, the number of an advisory.</summary>
/// <remarks>
/// Compared by runs of digits and of letters, as packagers do: 1.10 is above 1.9, 1.0.2k above 1.0.2a, and <c>~</c> sorts before
/// everything, so that 2.0~rc1 is below 2.0. A missing part counts as less than any other.
/// </remarks>
internal sealed class FixVersion : IComparable<FixVersion>, IEquatable<FixVersion>
{
    private readonly string[] _part;

    public FixVersion(string text)
    {
        Text = text;
        _part = [.. Parts(text)];
    }

    /// <summary>The version as it was written.</summary>
    public string Text { get; }

    public static bool operator ==(FixVersion? one, FixVersion? other) => Equals(one, other);

    public static bool operator !=(FixVersion? one, FixVersion? other) => !Equals(one, other);

    public static bool operator <(FixVersion one, FixVersion other) => one.CompareTo(other) < 0;

    public static bool operator >(FixVersion one, FixVersion other) => one.CompareTo(other) > 0;

    public static bool operator <=(FixVersion one, FixVersion other) => one.CompareTo(other) <= 0;

    public static bool operator >=(FixVersion one, FixVersion other) => one.CompareTo(other) >= 0;

    /// <summary>Whether both are of one branch: they differ in their last number alone.</summary>
    public bool IsBranchOf(FixVersion other)
    {
        int length = NumbersBeforeLast();
        return length > 0 && length == other.NumbersBeforeLast()
            && _part.AsSpan(0, length).SequenceEqual(other._part.AsSpan(0, length));
    }

    public int CompareTo(FixVersion? other)
    {
        if (other is null)
            return 1;

        for (int place = 0; place < Math.Max(_part.Length, other._part.Length); place++)
        {
            int order = Compare(place < _part.Length ? _part[place] : "", place < other._part.Length ? other._part[place] : "");
            if (order != 0)
                return order;
        }

        return 0;
    }

    public bool Equals(FixVersion? other) => CompareTo(other) == 0;

    public override bool Equals(object? obj) => Equals(obj as FixVersion);

    public override int GetHashCode() => string.GetHashCode(string.Join('.', _part.Select(part => part.TrimStart('0'))), StringComparison.Ordinal);

    public override string ToString() => Text;

    private static int Compare(string one, string other)
    {
        (int Rank, string Text) left = Rank(one), right = Rank(other);
        return left.Rank != right.Rank ? left.Rank.CompareTo(right.Rank)
            : left.Text.Length != right.Text.Length && left.Rank == 3 ? left.Text.Length.CompareTo(right.Text.Length)
            : string.CompareOrdinal(left.Text, right.Text);
    }

    // "~" comes before nothing, nothing before letters, letters before numbers.
    private static (int Rank, string Text) Rank(string part) => part switch
    {
        "~" => (0, ""),
        "" => (1, ""),
        _ when char.IsAsciiDigit(part[0]) => (3, part.TrimStart('0')),
        _ => (2, part),
    };

    private static IEnumerable<string> Parts(string text)
    {
        int begin = 0;
        while (begin < text.Length)
        {
            char first = text[begin];
            int end = begin + 1;
            if (char.IsAsciiDigit(first))
            {
                while (end < text.Length && char.IsAsciiDigit(text[end]))
                    end++;
                yield return text[begin..end];
            }
            else if (char.IsLetter(first))
            {
                while (end < text.Length && char.IsLetter(text[end]))
                    end++;
                yield return text[begin..end].ToLowerInvariant();
            }
            else if (first == '~')
            {
                yield return "~";
            }

            begin = end;
        }
    }

    private int NumbersBeforeLast()
    {
        int numbers = 0;
        while (numbers < _part.Length && char.IsAsciiDigit(_part[numbers][0]))
            numbers++;

        return numbers - 1;
    }
}
