using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Streams;

namespace SecAutomation.Fuzzing;

/// <summary>Scan reports, as step 1 reads them: from a file, recognised, read with the connectors' own maps.</summary>
internal sealed class ReportPath(Corpus corpus, ScratchFolder scratch) : IFuzzedReader
{
    private static readonly FileStreams s_streams = new(ShippedConnectors.Catalog, ReadLimits.Default with { BufferBytes = 4096 }, TimeProvider.System);

    public string Name => "report";

    public IReadOnlyList<byte[]> Seeds { get; } = Corpus.Prefer(
        corpus.EndingWith(".nessus", ".xml", ".csv", ".json", ".ndjson", ".jsonl", ".sarif", ".http"),
        content => s_streams.ReadFindings(scratch.Write("report", content), (in FindingFacts _) => true, new FailureList(), CancellationToken.None).Host.Count > 0);

    public IReadOnlyList<FailureException> Read(byte[] input, Random random)
    {
        var observer = new FailureList();
        ReportRead read = s_streams.ReadFindings(scratch.Write("report", input), (in FindingFacts _) => true, observer, CancellationToken.None);
        observer.Add(read.Failure);
        if (read.Failure is null && read.Read.Skipped == 0 && !read.Read.IsComplete)
            throw new InvalidOperationException("A read without a failure and without a skipped record is not complete.");
        foreach (ScannedHost host in read.Host)
        {
            if (host.Identity.ComputerName.Length == 0)
                throw new InvalidOperationException("A host has no name.");
        }

        return observer.Failures;
    }
}

/// <summary>Inventories, as step 2 reads them.</summary>
internal sealed class InventoryPath(Corpus corpus, ScratchFolder scratch) : IFuzzedReader
{
    private static readonly FileStreams s_streams = new(ShippedConnectors.Catalog, ReadLimits.Default with { BufferBytes = 4096 }, TimeProvider.System);

    public string Name => "inventory";

    public IReadOnlyList<byte[]> Seeds { get; } = Corpus.Prefer(
        corpus.EndingWith(".xml", ".csv", ".json", ".ndjson", ".jsonl", ".http"),
        content => s_streams.ReadAssets(scratch.Write("inventory", content), new FailureList(), CancellationToken.None).Asset.Count > 0);

    public IReadOnlyList<FailureException> Read(byte[] input, Random random)
    {
        var observer = new FailureList();
        InventoryRead read = s_streams.ReadAssets(scratch.Write("inventory", input), observer, CancellationToken.None);
        observer.Add(read.Failure);
        return observer.Failures;
    }
}

/// <summary>Inventories given as objects.</summary>
internal sealed class RowsPath(Corpus corpus) : IFuzzedReader
{
    private static readonly FileStreams s_streams = new(ShippedConnectors.Catalog, ReadLimits.Default, TimeProvider.System);

    public string Name => "rows";

    // A table that is no inventory is refused by its header, and nothing more is seen of it.
    public IReadOnlyList<byte[]> Seeds { get; } = Corpus.Prefer(corpus.EndingWith(".csv"), content => new FailureList() is var failures && Read(Rows(content, null), failures).Asset.Count > 0 && failures.Failures.Count == 0);

    public IReadOnlyList<FailureException> Read(byte[] input, Random random)
    {
        var observer = new FailureList();
        observer.Add(Read(Rows(input, random), observer).Failure);
        return observer.Failures;
    }

    private static InventoryRead Read(List<IReadOnlyDictionary<string, object?>> rows, FailureList observer) =>
        s_streams.ReadAssets(rows, "the objects", observer, CancellationToken.None);

    private static List<IReadOnlyDictionary<string, object?>> Rows(byte[] input, Random? random)
    {
        string[] lines = System.Text.Encoding.UTF8.GetString(input).Replace("\"", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length == 0)
            return [];

        string[] header = lines[0].Split(',', ';');
        var rows = new List<IReadOnlyDictionary<string, object?>>();
        foreach (string line in lines.Skip(1))
        {
            var row = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
            string[] cells = line.Split(',', ';');
            for (int cell = 0; cell < cells.Length; cell++)
                row[cell < header.Length ? header[cell] : $"c{cell}"] = random is null ? cells[cell] : Value(cells[cell], random);
            rows.Add(row);
        }

        return rows;
    }

    // Most as they stand, so that a row is read on past its first value.
    private static object? Value(string text, Random random) => random.Next(300) switch
    {
        0 => null,
        1 => text.Split(' '),
        2 => random.Next() - random.Next(),
        3 => random.NextDouble() * double.MaxValue,
        4 => new DateTime(random.NextInt64(DateTime.MaxValue.Ticks), (DateTimeKind)random.Next(3)),
        5 => DateTimeOffset.MaxValue,
        6 => new object?[] { null, text, new object?[] { text } },
        7 => new Dictionary<string, object?>(StringComparer.Ordinal) { ["Name"] = text },
        _ => text,
    };
}

/// <summary>VEX documents, as step 1 reads them.</summary>
internal sealed class StatementPath(Corpus corpus, ScratchFolder scratch) : IFuzzedReader
{
    private static readonly FileStreams s_streams = new(ShippedConnectors.Catalog, ReadLimits.Default with { BufferBytes = 4096 }, TimeProvider.System);

    public string Name => "statements";

    public IReadOnlyList<byte[]> Seeds { get; } = Corpus.Prefer(
        corpus.EndingWith(".json"),
        content => s_streams.ReadStatements(scratch.Write("statements", content), new FailureList(), CancellationToken.None).Statement.Count > 0);

    public IReadOnlyList<FailureException> Read(byte[] input, Random random)
    {
        var observer = new FailureList();
        StatementRead read = s_streams.ReadStatements(scratch.Write("statements", input), observer, CancellationToken.None);
        observer.Add(read.Failure);
        if (read.Failure is not null && read.Statement.Count > 0)
            throw new InvalidOperationException("A document that failed states something.");
        foreach (VexStatement statement in read.Statement)
            _ = statement.Reason;
        return observer.Failures;
    }
}

/// <summary>The connectors as they are shipped.</summary>
internal static class ShippedConnectors
{
    public static ConnectorCatalog Catalog { get; } =
        ConnectorCatalog.FromAssembly(System.Reflection.Assembly.Load(new System.Reflection.AssemblyName("SecAutomation.Connectors")));
}

/// <summary>Keeps the failures of one read.</summary>
internal sealed class FailureList : IReadObserver
{
    private readonly List<FailureException> _failures = [];

    public IReadOnlyList<FailureException> Failures => _failures;

    public void Add(FailureException? failure)
    {
        if (failure is not null)
            _failures.Add(failure);
    }

    public void Failed(FailureException failure) => _failures.Add(failure);

    public void Warned(string message)
    {
    }

    public void Told(string message)
    {
    }

    public void Advanced(in ReadProgress progress)
    {
    }
}
