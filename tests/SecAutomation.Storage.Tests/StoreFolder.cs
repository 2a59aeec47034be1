namespace SecAutomation.Storage.Tests;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
public sealed class StoreFolder : IDisposable
{
    public StoreFolder() => Folder = Directory.CreateTempSubdirectory("secautomation-store-").FullName;

    public string Folder { get; }

    public string Path => System.IO.Path.Combine(Folder, "data", "tickets.db");

    public static DateTimeOffset Now { get; } = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public Task<TicketStore> OpenAsync(TicketStoreOptions? options = null) =>
        TicketStore.OpenAsync(Path, options ?? new TicketStoreOptions(), CancellationToken.None);

    public async Task<StoredTicket> CreateAsync(TicketDraft draft)
    {
        await using TicketStore store = await OpenAsync();
        await using TicketTransaction transaction = await store.BeginAsync(CancellationToken.None);
        StoredTicket ticket = await transaction.CreateAsync(draft, Now, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return ticket;
    }

    public async Task<IReadOnlyList<StoredTicket>> FindAsync(TicketQuery? query = null)
    {
        await using TicketStore store = await OpenAsync();
        return await store.FindAsync(query ?? TicketQuery.All, CancellationToken.None);
    }

    public static TicketDraft Draft(string host = "web01", params string[] cve) => new()
    {
        Key = $"sa1-{host}",
        Title = $"{host}: fix {cve.Length} CVEs",
        Text = $"# {host}\n\nText with | and `ticks` and \u202e and Ünïcode 🎉",
        Team = "IT",
        Priority = RemediationPriority.Critical,
        DueDate = new DateOnly(2026, 3, 11),
        Content = new TicketContent
        {
            GroupKind = "host",
            GroupValue = host,
            Host =
            [
                new TicketHost
                {
                    ComputerName = host,
                    CanonicalName = host,
                    Alias = [host],
                    IPAddress = null,
                    AffectedSoftware = [],
                    FactSource = new Dictionary<string, string>(StringComparer.Ordinal) { ["OperatingSystem"] = "scan.nessus" },
                    ScannedAt = Now,
                    Finding = [new Finding { CveId = cve, CvssScore = 9.8, CvssVersion = "3.1", DetectionId = "1" }],
                },
            ],
        },
        Unit = [.. cve.Select(id => new WorkUnit(host, id))],
        Alias = [host],
    };

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
