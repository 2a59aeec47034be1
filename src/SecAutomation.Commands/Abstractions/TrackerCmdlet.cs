using System.Management.Automation;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Connections;
using SecAutomation.Commands.Delivery.Trackers;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Commands.Rules;
using SecAutomation.Commands.Transformation;
using SecAutomation.Engine.Actions;
using SecAutomation.Engine.Connections;
using SecAutomation.Remediation.Rules;
using SecAutomation.Storage;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Commands.Abstractions;

/// <summary>A cmdlet over a tracker, or over the local ticket store where there is none.</summary>
public abstract class TrackerCmdlet : LedgerCmdlet
{
    private const string Role = "Tracker";

    private TicketPolicy? _policy;

    /// <summary>The tracker; the default one where it is not given, and the local store where there is none.</summary>
    [Parameter, ConnectionNameTransformation, ValidateCount(1, 1), ArgumentCompleter(typeof(TrackerCompleter))]
    public virtual string[]? Connection { get; set; }

    /// <summary>What the policy of this machine allows.</summary>
    private protected TicketPolicy Policy => _policy ??= PolicyFile.Read();

    /// <summary>Works over what keeps the tickets.</summary>
    /// <param name="overTracker">The work over a tracker.</param>
    /// <param name="overStore">The work over the local store.</param>
    private protected void UsePlace(
        Func<TrackerUse, IPipelineWriter, CancellationToken, Task<int>> overTracker,
        Func<TicketStore, IPipelineWriter, CancellationToken, Task<int>> overStore)
    {
        IReadOnlyList<LiveConnection> found = Connection is null && StorePath is not null
            ? []
            : ConnectionUse.Open(this, Connection ?? [], Role, Time);
        if (found.Count == 0)
        {
            WarnOfDefaultStore();
            if (Ledger is not null)
                WriteWarning($"{StoreFile} keeps its tickets and its runs itself: the ledger {Ledger[0]} is not used.");

            UseStore(overStore);
            return;
        }

        LedgerPlace place = LedgerOfCall();
        WriteVerbose($"The ledger is {place.Location}.");
        Run(async (writer, token) =>
        {
            TicketLedger ledger = await place.OpenAsync(Time, token).ConfigureAwait(false);
            await using (ledger.ConfigureAwait(false))
            {
                var observer = new HttpObserver(writer);
                using var actions = new TicketActions(found[0], observer);
                return await overTracker(new TrackerUse(new ConnectionTracker(actions), ledger, actions.DefaultTeam, () => observer.PerRequest), writer, token).ConfigureAwait(false);
            }
        });
    }
}
