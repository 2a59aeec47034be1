using System.Globalization;
using System.Text;
using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Streams.Text;

namespace SecAutomation.Engine.Streams.Cves;

/// <summary>Reads the CVSS ratings of a feed: the vector counts, and the score that the feed writes beside it is held against it.</summary>
internal sealed class FeedRatings(FieldReader fields, StreamField ratings, CvssRater rate, Action<string> warn)
{
    // Whoever gets ten of them knows; the number of the others says how bad it is.
    private const int Told = 10;

    private long _wrong;

    /// <summary>The ratings of the current record.</summary>
    public IEnumerable<CvssScore> Read(string cveId)
    {
        foreach (int slot in ratings.Slots)
        {
            int count = fields.Reader.ChildCount(slot);
            for (int child = 0; child < count; child++)
            {
                if (Read(cveId, slot, child) is { } rating)
                    yield return rating;
            }
        }
    }

    /// <summary>Tells how many scores were wrong beside those that were told one by one.</summary>
    public void End()
    {
        if (_wrong > Told)
            warn(string.Create(CultureInfo.InvariantCulture, $"{_wrong - Told} more scores do not fit their vectors; the vectors count."));
    }

    private CvssScore? Read(string cveId, int slot, int child)
    {
        string vector = Encoding.UTF8.GetString(Bytes(slot, child, "vector"));
        ReadOnlySpan<byte> written = Bytes(slot, child, "score");
        if (vector.Length == 0)
            return null;
        if (rate(vector, out string? problem) is not { } rating)
        {
            fields.ReportInvalid(ratings, vector, $"is no CVSS vector: {problem?.TrimEnd('.')}");
            return null;
        }

        if (written.IsEmpty)
            return rating;
        if (!CvssText.TryScore(written, out double? score))
            fields.ReportInvalid(ratings, written, "is no CVSS base score from 0.0 to 10.0");
        else if (score is { } said && rating.BaseScore is { } reckoned && Math.Abs(said - reckoned) > 0.05 && ++_wrong <= Told)
            warn(string.Create(CultureInfo.InvariantCulture, $"{cveId}: the feed says {said:0.0} for {rating.Vector}, which gives {reckoned:0.0}. The vector counts."));

        return rating;
    }

    private ReadOnlySpan<byte> Bytes(int slot, int child, string name)
    {
        if (!ratings.Children.TryGetValue(name, out StreamField? mapped))
            return default;
        foreach (int childSlot in mapped.Slots)
        {
            if (fields.Reader.ChildValueCount(slot, child, childSlot) > 0)
                return fields.Reader.ChildBytes(slot, child, childSlot).Trim(" \t\r\n"u8);
        }

        return default;
    }
}
