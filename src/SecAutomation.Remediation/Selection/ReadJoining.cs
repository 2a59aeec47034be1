namespace SecAutomation.Remediation.Selection;

/// <summary>One account of what was read, where a host stands in several sources.</summary>
internal static class ReadJoining
{
    public static ScanRead Join(IReadOnlyList<ScannedHost> records)
    {
        ScanRead first = records[0].Read;
        if (records.All(record => ReferenceEquals(record.Read, first) || record.Read == first))
            return first;

        // Hosts of one source share its counts, which must not be summed once a host.
        ScanRead[] reads = [.. records.Select(record => record.Read)];
        var sources = reads
            .GroupBy(read => read.Source, StringComparer.Ordinal)
            .OrderBy(source => source.Key, StringComparer.Ordinal)
            .Select(source => new
            {
                source.Key,
                Expected = source.Max(read => read.Expected),
                Received = source.Max(read => read.Received),
                Skipped = source.Max(read => read.Skipped),
            })
            .ToList();
        return new ScanRead
        {
            Source = string.Join("; ", sources.Select(source => source.Key).Where(source => source.Length > 0)),
            Connector = JoinText(reads.Select(read => read.Connector)),
            Expected = sources.TrueForAll(source => source.Expected is not null) ? sources.Sum(source => source.Expected) : null,
            Received = sources.Sum(source => source.Received),
            Skipped = sources.Sum(source => source.Skipped),
            IsComplete = Array.TrueForAll(reads, read => read.IsComplete),
            Credentialed = Array.Exists(reads, read => read.Credentialed == true)
                ? true
                : Array.Exists(reads, read => read.Credentialed == false) ? false : null,
            ScannedAt = reads.Max(read => read.ScannedAt),
        };
    }

    private static string JoinText(IEnumerable<string> texts) =>
        string.Join("; ", texts.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
