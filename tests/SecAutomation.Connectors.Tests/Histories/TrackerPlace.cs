using System.Globalization;
using SecAutomation.Commands.Delivery;
using SecAutomation.Commands.Delivery.Planning;
using SecAutomation.Commands.Delivery.Trackers;
using SecAutomation.Connectors.Tests.Trackers;
using SecAutomation.Engine.Manifests;
using SecAutomation.Remediation.Rendering;
using SecAutomation.Storage.Ledger;
using SecAutomation.Testing;
using SecAutomation.Testing.Http;
using SecAutomation.Testing.Trackers;

namespace SecAutomation.Connectors.Tests.Histories;

/// <summary>The stub tracker, and a ledger that a kill leaves as it was at that instant.</summary>
internal sealed class TrackerPlace : ITicketPlace
{
    private readonly HistoryClock _clock;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("secautomation-history-");
    private readonly StubTracker _server;
    private readonly Lock _lock = new();
    private string _ledger;
    private int _ledgers;
    private int _left;
    private bool _isDoneBefore;
    private CancellationTokenSource? _death;

    private readonly ConnectorManifest? _connector;

    /// <param name="clock">The clock of the tracker and of the runs.</param>
    /// <param name="traps">The traps that are set.</param>
    /// <param name="settles">Whether the product's connector says that searches lag for up to three minutes.</param>
    public TrackerPlace(HistoryClock clock, TrackerTraps? traps = null, bool settles = false)
    {
        _clock = clock;
        _connector = settles ? Settling() : null;
        _ledger = NewLedger();
        _server = new StubTracker(traps, clock) { Gate = Gate };
    }

    public async Task<bool> RunAsync(ITicketPlanning planning, HistoryEvent.Run? run)
    {
        string ledger = _ledger;
        using var death = new CancellationTokenSource();
        (_death, _left, _isDoneBefore) = (death, run?.KilledAt ?? 0, run?.KilledAfter ?? false);
        if (run is { Fault: not TrackerFault.None })
            _server.FailWrites(run.Fault);
        var writer = new QuietWriter();
        bool isWhole = false;
        await using StubConnection connection = _connector is null
            ? new(_server)
            : new(_connector, _server.Url, new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "IT Operations" }, "apiKey", StubTracker.ApiKey);
        try
        {
            await using TicketLedger opened = await TicketLedger.OpenFileAsync(ledger, new LedgerOptions { Time = _clock }, CancellationToken.None);
            await new TrackerRun(planning, RunLimits.None, 1, _clock).MakeAsync(new TrackerUse(connection.Tracker, opened, null, () => null), writer, death.Token);
            isWhole = true;
        }
        catch (Exception exception) when (run is not null && exception is FailureException or OperationCanceledException)
        {
            // It was killed, or a fault stopped it.
        }

        lock (_lock)
            _left = 0;
        _server.ForgetFaults();
        return isWhole && !death.IsCancellationRequested && run is null or { Fault: TrackerFault.None }
            && writer.Ticket.All(ticket => ticket.Action is not (TicketAction.Failed or TicketAction.Uncertain));
    }

    public Task<IReadOnlyList<HistoryTicket>> TicketsAsync() => Task.FromResult<IReadOnlyList<HistoryTicket>>(
    [
        .. _server.Tickets.Where(ticket => ticket.DuplicateOf == 0).Select(ticket => new HistoryTicket(
            ticket.Id.ToString(CultureInfo.InvariantCulture), ticket.Key, !ticket.IsClosed, ticket.Status == "rejected", TicketMarker.Read(ticket.Body)?.Unit ?? [])),
    ]);

    public Task<string> FingerprintAsync() => Task.FromResult(FormattableString.Invariant($"{_server.Writes} writes"));

    public Task EditAsync(string id, int field)
    {
        _server.Edit(int.Parse(id, CultureInfo.InvariantCulture), ticket =>
        {
            switch (field)
            {
                case 0: ticket.Title = "Mine: " + ticket.Title; break;
                case 1: ticket.Team = ticket.Team == "t1" ? "t2" : "t1"; break;
                case 2: ticket.Priority = "p1"; break;
                case 3: ticket.Due = "2027-01-01"; break;
                default: ticket.Body = "I look after it.\n\n" + ticket.Body; break;
            }
        });
        return Task.CompletedTask;
    }

    public Task CloseAsync(string id, bool isAccepted)
    {
        _server.Edit(int.Parse(id, CultureInfo.InvariantCulture), ticket => ticket.Status = isAccepted ? "rejected" : "closed");
        return Task.CompletedTask;
    }

    public void Forget() => _ledger = NewLedger();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private ConnectorManifest Settling()
    {
        string from = RepositoryRoot.Combine("tests", "SecAutomation.Testing", "Trackers", "StubTracker"), to = Path.Combine(_folder.FullName, "StubTracker");
        Directory.CreateDirectory(Path.Combine(to, "Actions"));
        foreach (string file in Directory.EnumerateFiles(from, "*.yaml", SearchOption.AllDirectories))
            File.WriteAllText(Path.Combine(to, Path.GetRelativePath(from, file)), File.ReadAllText(file).Replace("settleSeconds: 5", "settleSeconds: 180\n  consistentFind: false", StringComparison.Ordinal));
        return ConnectorCatalog.FromFolder(to).Connector[0];
    }

    private string NewLedger() => Path.Combine(_folder.FullName, FormattableString.Invariant($"ledger-{_ledgers++}.db"));

    // From the instant of its death, nothing that the run asks for is heard, and nothing that it writes down counts.
    private StubAnswer? Gate(StubRequest request)
    {
        lock (_lock)
        {
            if (_death is { IsCancellationRequested: true })
                return new StubAnswer { IsSilent = true };
            if (_left == 0 || --_left > 0)
                return null;

            string kept = NewLedger();
            foreach (string part in new[] { "", "-wal" }.Where(part => File.Exists(_ledger + part)))
                File.Copy(_ledger + part, kept + part);
            _ledger = kept;
            _death!.Cancel();
            return _isDoneBefore ? null : new StubAnswer { IsSilent = true };
        }
    }
}
