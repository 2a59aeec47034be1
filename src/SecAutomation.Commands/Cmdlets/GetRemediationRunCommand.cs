using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Connections;
using SecAutomation.Commands.Delivery;
using SecAutomation.Commands.Errors;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Shows runs, and of those that are named everything that they sent and skipped.</summary>
[Cmdlet(VerbsCommon.Get, "RemediationRun")]
[OutputType(typeof(RemediationRun))]
public sealed class GetRemediationRunCommand : LedgerCmdlet
{
    /// <summary>Runs whose entries are wanted, too; all runs without their entries where it is not given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(RunCompleter))]
    public string[]? Id { get; set; }

    /// <summary>How many of the newest runs. 20.</summary>
    [Parameter, ValidateRange(1, int.MaxValue)]
    public int Last { get; set; } = 20;

    protected override void Accept()
    {
        LedgerPlace place = LedgerOfCall();
        IReadOnlyList<RemediationRun> runs = !place.MayExist ? [] : Run(async (_, token) =>
        {
            TicketLedger ledger = await place.OpenAsync(Time, token).ConfigureAwait(false);
            await using (ledger.ConfigureAwait(false))
                return await ledger.FindRunsAsync(Id, withEntries: Id is not null, token).ConfigureAwait(false);
        });
        foreach (RemediationRun run in Id is null ? runs.Take(Last) : runs)
            WriteObject(run);

        foreach (string id in (Id ?? []).Except(runs.Select(run => run.Id), StringComparer.Ordinal))
            WriteError(Failures.ToErrorRecord(RunLookup.NotFound(id, place.Location)));
    }
}
