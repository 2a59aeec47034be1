using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Delivery.Trackers;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Rebuilds the ledger from the tickets of a tracker, settles what was left in doubt, and merges duplicates.</summary>
[Cmdlet(VerbsDiagnostic.Repair, "RemediationLedger", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(RemediationRun))]
public sealed class RepairRemediationLedgerCommand : TrackerCmdlet
{
    protected override void Complete() => UsePlace(
        (use, writer, token) => new LedgerRepair(Time).MakeAsync(use, writer, token),
        (store, writer, _) =>
        {
            writer.Warning($"{store.Path} keeps the tickets itself, each once; there is nothing to rebuild. Name a tracker with -Connection.");
            return Task.FromResult(0);
        });
}
