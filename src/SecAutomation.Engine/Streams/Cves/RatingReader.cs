using System.Text;
using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Streams.Text;

namespace SecAutomation.Engine.Streams.Cves;

/// <summary>Reads CVSS ratings that stand in a list: of each version the highest, because who rated lower may have looked at less.</summary>
internal sealed class RatingReader(FieldReader fields, StreamField ratings)
{
    private const int FirstVersion = 2;

    private readonly (double? Score, string? Vector)[] _highest = new (double?, string?)[3];
    private bool _isGuessed;
    private bool _is31;
    private long _record = -1;

    /// <summary>The list, or the one rating.</summary>
    public StreamField Field => ratings;

    /// <summary>The highest rating of a version in the current record.</summary>
    /// <param name="version">2, 3 (3.0 and 3.1) or 4.</param>
    /// <param name="isKnown">Whether there is a score of a known version; then one that names no version says nothing new.</param>
    public (double? Score, string? Vector) Highest(int version, bool isKnown = false)
    {
        if (_record != fields.Reader.RecordNumber)
        {
            _record = fields.Reader.RecordNumber;
            Read();
        }

        return isKnown && _isGuessed ? default : _highest[version - FirstVersion];
    }

    /// <summary>Whether the highest rating of version 3 is said to be of 3.1.</summary>
    public bool Is31 => Highest(FirstVersion + 1).Score is not null && _is31;

    private void Read()
    {
        Array.Clear(_highest);
        _isGuessed = false;
        _is31 = false;
        if (ratings.Sources is { } sources)
        {
            SourcedRatings.Choose(fields, ratings, sources, _highest);
            return;
        }

        if (ratings.IsInline)
            Add(0, -1);
        foreach (int slot in ratings.Slots)
        {
            int count = fields.Reader.ChildCount(slot);
            for (int child = 0; child < count; child++)
                Add(slot, child);
        }
    }

    private void Add(int slot, int child)
    {
        ReadOnlySpan<byte> written = Bytes(slot, child, "score");
        if (written.IsEmpty)
            return;
        if (!CvssText.TryScore(written, out double? score))
        {
            fields.ReportInvalid(ratings, written, "is no CVSS base score from 0.0 to 10.0");
            return;
        }

        ReadOnlySpan<byte> vector = Bytes(slot, child, "vector");
        int version = Version(Bytes(slot, child, "version"), vector);
        _isGuessed = ratings.IsInline && vector.IsEmpty && Bytes(slot, child, "version").IsEmpty;
        if (score is null || version < FirstVersion || version - FirstVersion >= _highest.Length)
            return;
        ref (double? Score, string? Vector) highest = ref _highest[version - FirstVersion];
        if (highest.Score is null || score > highest.Score || (score == highest.Score && highest.Vector is null))
        {
            highest = (score, vector.IsEmpty ? null : Prefixed(vector, Bytes(slot, child, "version")));
            if (version == FirstVersion + 1)
                _is31 = Names31(Bytes(slot, child, "version"));
        }
    }

    /// <summary>3.1 is told by the version where the vector does not.</summary>
    private static string Prefixed(ReadOnlySpan<byte> vector, ReadOnlySpan<byte> version)
    {
        string text = Encoding.UTF8.GetString(vector);
        bool isBare31 = text.StartsWith("AV:", StringComparison.Ordinal) && Names31(version);
        return isBare31 ? $"CVSS:3.1/{text}" : text;
    }

    private static bool Names31(ReadOnlySpan<byte> version) => version.EndsWith("3.1"u8) || version.EndsWith("31"u8);

    private static int Version(ReadOnlySpan<byte> version, ReadOnlySpan<byte> vector)
    {
        int digit = version.IndexOfAnyInRange((byte)'0', (byte)'9');
        if (digit >= 0)
            return version[digit] - '0';
        if (vector.StartsWith("CVSS:"u8) && vector.Length > 5)
            return vector[5] - '0';
        if (!version.IsEmpty)
            return 0;
        return vector.IndexOf("/Au:"u8) > 0 ? FirstVersion : 3;
    }

    private ReadOnlySpan<byte> Bytes(int slot, int child, string name)
    {
        if (!ratings.Children.TryGetValue(name, out StreamField? mapped))
            return default;
        if (ratings.IsInline)
            return fields.Bytes(mapped);
        foreach (int childSlot in mapped.Slots)
        {
            if (fields.Reader.ChildValueCount(slot, child, childSlot) > 0)
                return fields.Reader.ChildBytes(slot, child, childSlot).Trim(" \t\r\n"u8);
        }

        return default;
    }
}
