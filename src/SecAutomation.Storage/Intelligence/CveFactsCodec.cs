namespace SecAutomation.Storage.Intelligence;

/// <summary>Writes the facts of one CVE as bytes, and reads them back.</summary>
internal static class CveFactsCodec
{
    [Flags]
    private enum Parts : ushort
    {
        None = 0,
        Kev = 1,
        KevDue = 2,
        KevRansomwareSaid = 4,
        KevRansomware = 8,
        Epss = 16,
        Cvss = 32,
        Published = 64,
        Modified = 128,
        Rejected = 256,
        Ssvc = 512,
        SsvcAsOf = 1024,
        KevAdded = 2048,
    }

    private static readonly string?[] s_exploitation = [null, "none", "poc", "active"];
    private static readonly string?[] s_automatable = [null, "no", "yes"];
    private static readonly string?[] s_impact = [null, "partial", "total"];
    private static readonly string[] s_versions = ["2.0", "3.0", "3.1", "4.0"];

    /// <summary>Writes.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(CveFacts facts, BinaryWriter writer)
    {
        writer.Write((ushort)PartsOf(facts));
        if (facts.Kev is { } kev)
        {
            if (kev.Added is { } added)
            {
                writer.Write(added.DayNumber);
            }

            if (kev.Due is { } due)
            {
                writer.Write(due.DayNumber);
            }

            writer.Write(kev.Name);
            writer.Write(kev.Description);
            writer.Write(kev.RequiredAction);
        }

        if (facts.Epss is { } epss)
        {
            writer.Write(epss.Score);
            writer.Write(epss.Percentile);
        }

        if (facts.Cvss is { } ratings)
        {
            writer.Write((byte)ratings.Length);
            foreach (CvssScore rating in ratings)
            {
                Write(rating, writer);
            }
        }

        if (facts.Published is { } published)
        {
            writer.Write(published.DayNumber);
        }

        if (facts.Modified is { } modified)
        {
            writer.Write(modified.DayNumber);
        }

        if (facts.Ssvc is { } ssvc)
        {
            writer.Write(Place(s_exploitation, ssvc.Exploitation));
            writer.Write(Place(s_automatable, ssvc.Automatable));
            writer.Write(Place(s_impact, ssvc.TechnicalImpact));
            if (ssvc.AsOf is { } asOf)
            {
                writer.Write(asOf.UtcTicks);
            }
        }
    }

    /// <summary>Reads.</summary>
    /// <param name="cveId">The CVE.</param>
    /// <param name="reader">Where from.</param>
    /// <returns>The facts.</returns>
    public static CveFacts Read(string cveId, BinaryReader reader)
    {
        var parts = (Parts)reader.ReadUInt16();
        return new CveFacts
        {
            CveId = cveId,
            Kev = parts.HasFlag(Parts.Kev)
                ? new KevEntry(
                    parts.HasFlag(Parts.KevAdded) ? DateOnly.FromDayNumber(reader.ReadInt32()) : null,
                    parts.HasFlag(Parts.KevDue) ? DateOnly.FromDayNumber(reader.ReadInt32()) : null,
                    parts.HasFlag(Parts.KevRansomwareSaid) ? parts.HasFlag(Parts.KevRansomware) : null,
                    reader.ReadString(),
                    reader.ReadString(),
                    reader.ReadString())
                : null,
            Epss = parts.HasFlag(Parts.Epss) ? new EpssEntry(reader.ReadDouble(), reader.ReadDouble()) : null,
            Cvss = parts.HasFlag(Parts.Cvss) ? ReadRatings(reader) : null,
            Published = parts.HasFlag(Parts.Published) ? DateOnly.FromDayNumber(reader.ReadInt32()) : null,
            Modified = parts.HasFlag(Parts.Modified) ? DateOnly.FromDayNumber(reader.ReadInt32()) : null,
            IsRejected = parts.HasFlag(Parts.Rejected),
            Ssvc = parts.HasFlag(Parts.Ssvc)
                ? new SsvcPoints(
                    s_exploitation[reader.ReadByte()],
                    s_automatable[reader.ReadByte()],
                    s_impact[reader.ReadByte()],
                    parts.HasFlag(Parts.SsvcAsOf) ? new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero) : null)
                : null,
        };
    }

    private static Parts PartsOf(CveFacts facts) =>
        Where(facts.Kev is not null, Parts.Kev)
        | Where(facts.Kev?.Added is not null, Parts.KevAdded)
        | Where(facts.Kev?.Due is not null, Parts.KevDue)
        | Where(facts.Kev?.Ransomware is not null, Parts.KevRansomwareSaid)
        | Where(facts.Kev?.Ransomware == true, Parts.KevRansomware)
        | Where(facts.Epss is not null, Parts.Epss)
        | Where(facts.Cvss is not null, Parts.Cvss)
        | Where(facts.Published is not null, Parts.Published)
        | Where(facts.Modified is not null, Parts.Modified)
        | Where(facts.IsRejected, Parts.Rejected)
        | Where(facts.Ssvc is not null, Parts.Ssvc)
        | Where(facts.Ssvc?.AsOf is not null, Parts.SsvcAsOf);

    private static Parts Where(bool isThere, Parts part) => isThere ? part : Parts.None;

    private static byte Place(string?[] words, string? word) =>
        Array.IndexOf(words, word) is >= 0 and var place
            ? (byte)place
            : throw new ArgumentOutOfRangeException(nameof(word), word, "Not one of the words of the decision point.");

    private static void Write(CvssScore rating, BinaryWriter writer)
    {
        // Tenths fit a byte; 255 stands for a rating with a vector alone.
        writer.Write((byte)Array.IndexOf(s_versions, rating.Version));
        writer.Write(rating.BaseScore is { } score ? (byte)Math.Round(score * 10) : byte.MaxValue);
        writer.Write((byte)rating.Severity);
        writer.Write(rating.Vector ?? "");
    }

    private static CvssScore[] ReadRatings(BinaryReader reader)
    {
        var ratings = new CvssScore[reader.ReadByte()];
        for (int index = 0; index < ratings.Length; index++)
        {
            string version = s_versions[reader.ReadByte()];
            byte score = reader.ReadByte();
            var severity = (Severity)reader.ReadByte();
            string vector = reader.ReadString();
            ratings[index] = new CvssScore
            {
                Version = version,
                BaseScore = score == byte.MaxValue ? null : score / 10.0,
                Severity = severity,
                Vector = vector.Length == 0 ? null : vector,
            };
        }

        return ratings;
    }
}
