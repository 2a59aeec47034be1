using SecAutomation.Testing;
using SecAutomation.Testing.Modules;
using SecAutomation.Testing.Trackers;

namespace SecAutomation.Commands.Tests.Trackers;

/// <summary>A stub tracker that a session of the module knows as the connection of a name of its own.</summary>
internal sealed class StubPlace : IAsyncDisposable
{
    private readonly ModuleSession _session;
    private readonly Workplace _place = new();

    public StubPlace(ModuleSession session, TrackerTraps? traps = null)
    {
        _session = session;
        Tracker = new StubTracker(traps);
        Connect(session, Tracker.Url, Name);
    }

    public StubTracker Tracker { get; }

    public string Name { get; } = $"stub-{Guid.NewGuid():N}";

    public string Store => _place.Store;

    public string Ledger => _place.Combine("tickets-ledger.db");

    /// <summary>The tickets that count: one that was closed as a duplicate is settled.</summary>
    public IReadOnlyList<StubTicket> Counting => [.. Tracker.Tickets.Where(ticket => ticket.DuplicateOf == 0)];

    public static void Connect(ModuleSession session, Uri url, string name, string team = "IT Operations")
    {
        session.Run(
            """
            param($folder, $url, $key, $name, $team)
            $null = Register-SecConnector $folder
            $null = Register-SecConnection -Name $name -Connector StubTracker -Url $url -Setting @{ apiKey = $key; team = $team }
            """,
            ("folder", RepositoryRoot.Combine("tests", "SecAutomation.Testing", "Trackers", "StubTracker")), ("url", url), ("key", RegisteredConnection.Secret(StubTracker.ApiKey)), ("name", name), ("team", team)).Succeeded();
    }

    /// <summary>Runs a script that knows <c>$report</c>, <c>$store</c> and <c>$tracker</c>.</summary>
    public CommandResult Run(string script, params ReportedHost[] hosts)
    {
        string report = hosts.Length == 0 ? "" : _place.WriteReport("scan.nessus", hosts);
        return _session.Run($"param($report, $store, $tracker) {script}", ("report", report), ("store", Store), ("tracker", Name));
    }

    /// <summary>Forgets everything that this machine remembers.</summary>
    public void LoseLedger()
    {
        foreach (string file in Directory.GetFiles(_place.Folder, "tickets-ledger*"))
            File.Delete(file);
    }

    public async ValueTask DisposeAsync()
    {
        _session.Run("param($name) Unregister-SecConnection $name -Confirm:$false", ("name", Name));
        await Tracker.DisposeAsync();
        _place.Dispose();
    }
}
