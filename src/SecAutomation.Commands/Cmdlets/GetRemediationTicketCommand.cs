using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Delivery.Trackers;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Commands.Transformation;
using SecAutomation.Storage;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Reads tickets back.</summary>
[Cmdlet(VerbsCommon.Get, "RemediationTicket", DefaultParameterSetName = "Filter")]
[OutputType(typeof(RemediationTicket))]
public sealed class GetRemediationTicketCommand : NamedTicketCmdlet
{
    /// <summary>Numbers, or tickets that are to be read again.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Number", Mandatory = true)]
    [TicketNumberTransformation, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(TicketNumberCompleter))]
    public string[]? Number { get; set; }

    /// <summary>Identifiers in the store or the tracker.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true), ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>Keys.</summary>
    [Parameter(ParameterSetName = "Key", Mandatory = true), ValidateNotNullOrEmpty]
    public string[]? Key { get; set; }

    /// <summary>Tickets that cover one of these hosts; wildcards are allowed.</summary>
    [Parameter, ValidateNotNullOrEmpty, SupportsWildcards, ArgumentCompleter(typeof(TicketHostCompleter))]
    public string[]? ComputerName { get; set; }

    /// <summary>Tickets that cover one of these CVEs.</summary>
    [Parameter, CveIdTransformation, ArgumentCompleter(typeof(TicketCveCompleter))]
    public string[]? CveId { get; set; }

    /// <summary>Tickets of one of these teams; wildcards are allowed.</summary>
    [Parameter, ValidateNotNullOrEmpty, SupportsWildcards, ArgumentCompleter(typeof(TeamCompleter))]
    public string[]? Team { get; set; }

    /// <summary>Tickets in one of these states.</summary>
    [Parameter]
    public TicketState[]? State { get; set; }

    protected override void Accept() => Collect(Number ?? Id ?? Key ?? []);

    protected override void Complete()
    {
        if (MyInvocation.ExpectingInput && !IsAnyWanted)
            return;

        UsePlaces(
            async (use, names, writer, token) =>
                Write(await new TrackerSearch(use.Tracker, use.Ledger).FindAsync(Query(names), token).ConfigureAwait(false), names, use.Tracker.Name, writer),
            async (store, names, writer, token) =>
                Write(await store.FindAsync(Query(names), token).ConfigureAwait(false), names, store.Path, writer));
    }

    private TicketQuery Query(string[] names) => Named(names) with { ComputerName = ComputerName, CveId = CveId, Team = Team, State = State };

    private int Write(IReadOnlyList<StoredTicket> found, string[] names, string place, IPipelineWriter writer)
    {
        foreach (StoredTicket ticket in found)
            writer.Output(TicketRecord.Of(ticket, place));

        ReportMissing(names, found.Select(NameOf), place, writer);
        return found.Count;
    }
}
