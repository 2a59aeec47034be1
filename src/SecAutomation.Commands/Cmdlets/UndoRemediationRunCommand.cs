using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Connections;
using SecAutomation.Commands.Delivery;
using SecAutomation.Commands.Delivery.Local;
using SecAutomation.Commands.Delivery.Planning;
using SecAutomation.Commands.Delivery.Trackers;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Takes back what a run did, where nobody has touched it since, and says what it leaves alone.</summary>
[Cmdlet(VerbsCommon.Undo, "RemediationRun", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(RemediationTicket))]
public sealed class UndoRemediationRunCommand : TrackerWritingCmdlet
{
    /// <summary>The run.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(RunCompleter))]
    public string Id { get; set; } = "";

    protected override void Accept()
    {
        LedgerPlace place = LedgerOfCall();
        (RemediationRun run, IReadOnlyList<LedgerEntry> entries) = Run((_, token) => RunLookup.FindAsync(place, Id, Time, token));
        var planning = new UndoPlanning(run, entries);
        if (run.Instance.StartsWith(RunLookup.LocalInstance, StringComparison.Ordinal))
        {
            UseStore((store, writer, token) => new LocalRun(planning, RunLimits.None, Time).MakeAsync(store, writer, token));
            return;
        }

        Connection ??= [run.Connection];
        UsePlace(
            (use, writer, token) => new TrackerRun(planning, RunLimits.None, ThrottleLimit, Time).MakeAsync(use, writer, token),
            (_, _, _) => Task.FromResult(0));
    }
}
