using System.Diagnostics;
using System.Globalization;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Benchmarks;

/// <summary>What the ledger takes, in a file and, where the tests' server was started, in PostgreSQL.</summary>
internal static class LedgerSpeed
{
    private const string Tracker = "tracker-1";
    private const int Deliveries = 1000;

    /// <summary>Measures.</summary>
    /// <param name="keys">How many tickets it keeps.</param>
    public static async Task MeasureAsync(int keys)
    {
        string folder = Directory.CreateTempSubdirectory("secautomation-").FullName;
        try
        {
            TicketLedger file = await TicketLedger.OpenFileAsync(Path.Combine(folder, "ledger.db"), new LedgerOptions(), CancellationToken.None);
            await using (file)
                await MeasureAsync("SQLite", file, keys);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        if (Environment.GetEnvironmentVariable("SECAUTOMATION_POSTGRESQL_HOST") is not { Length: > 0 } host)
        {
            Console.WriteLine("PostgreSQL: tests/Servers did not start it, so it was not measured.");
            return;
        }

        var server = new LedgerServer
        {
            Host = host, Port = int.Parse(Variable("PORT"), CultureInfo.InvariantCulture), Database = Variable("DATABASE"), UserName = Variable("USER"),
            Password = Variable("PASSWORD"), RequiresTls = false,
        };
        TicketLedger shared = await TicketLedger.OpenServerAsync(server, new LedgerOptions(), CancellationToken.None);
        await using (shared)
            await MeasureAsync("PostgreSQL", shared, keys);
    }

    private static async Task MeasureAsync(string name, TicketLedger ledger, int keys)
    {
        // A tracker of this run's own, since the tests' database is not empty.
        string tracker = $"{Tracker}-{Guid.NewGuid():N}";
        StoredTicket[] tickets = [.. Enumerable.Range(0, keys).Select(Ticket)];
        await SayAsync(name, "claimed, intended, settled, one by one", Math.Min(Deliveries, keys), async () =>
        {
            foreach (StoredTicket ticket in tickets.Take(Deliveries))
            {
                await ledger.ClaimAsync(tracker, ticket.Draft, "run", "owner", CancellationToken.None);
                await ledger.IntendAsync(tracker, ticket.Draft.Key, "owner", CancellationToken.None);
                await ledger.SettleAsync(tracker, ticket.Draft.Key, "owner", ticket, CancellationToken.None);
            }
        });
        await SayAsync(name, "written in one transaction", keys, () => ledger.WriteAsync(tracker, tickets, CancellationToken.None));
        await SayAsync(name, "written again", keys, () => ledger.WriteAsync(tracker, tickets, CancellationToken.None));
        await SayAsync(name, "found by key", keys, () => ledger.FindTicketsAsync(tracker, [.. tickets.Select(ticket => ticket.Draft.Key)], [], withOpen: false, CancellationToken.None));
        await SayAsync(name, "sightings", keys, () => ledger.SeeAsync(tracker, [.. tickets.Select(ticket => (ticket.Id, ticket.Draft.Alias[0], ticket.CreatedAt))], CancellationToken.None));
        await SayAsync(name, "rebuilt to nothing", keys, () => ledger.RebuildAsync(tracker, [], CancellationToken.None));
    }

    private static async Task SayAsync(string name, string what, int count, Func<Task> work)
    {
        long began = Stopwatch.GetTimestamp();
        await work();
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine($"{name,-12} {count,8} {what,-40} {seconds,8:F1} s {count / seconds,10:F0}/s");
    }

    private static StoredTicket Ticket(int number)
    {
        string host = $"host{number}.corp.example";
        TicketHost facts = new() { ComputerName = host, CanonicalName = host, Alias = [host, $"host{number}"], OperatingSystem = "Debian 12", IPAddress = ["192.0.2.10"] };
        return new StoredTicket
        {
            Id = number.ToString(CultureInfo.InvariantCulture), Number = number.ToString(CultureInfo.InvariantCulture), State = TicketState.New,
            CreatedAt = DateTimeOffset.UnixEpoch.AddDays(20_000), UpdatedAt = DateTimeOffset.UnixEpoch.AddDays(20_000),
            Draft = new TicketDraft
            {
                Key = $"sa1-{number:D26}", Title = $"{host}: fix 2 CVEs (CVSS 10.0)", Text = new string('x', 1500), Team = "IT Operations", Alias = facts.Alias,
                Unit = [new WorkUnit(host, "CVE-2021-44228"), new WorkUnit(host, "CVE-2024-3094")],
                Content = new TicketContent { GroupKind = "host", GroupValue = host, Host = [facts] },
            },
        };
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable($"SECAUTOMATION_POSTGRESQL_{name}") ?? "";
}
