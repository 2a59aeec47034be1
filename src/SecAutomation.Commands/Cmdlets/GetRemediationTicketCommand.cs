using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Transformation;
using SecAutomation.Storage;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Reads tickets back.</summary>
[Cmdlet(VerbsCommon.Get, "RemediationTicket", DefaultParameterSetName = "Filter")]
[OutputType(typeof(RemediationTicket))]
public sealed class GetRemediationTicketCommand : StoreCmdlet
{
    /// <summary>Numbers, or tickets that are to be read again.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Number", Mandatory = true)]
    [TicketNumberTransformation, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(TicketNumberCompleter))]
    public string[]? Number { get; set; }

    /// <summary>Identifiers in the store.</summary>
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

    protected override void Accept()
    {
        string file = StoreFile;
        var query = new TicketQuery
        {
            Number = Number, Id = Id, Key = Key, ComputerName = ComputerName, CveId = CveId, Team = Team, State = State,
        };
        IReadOnlyList<StoredTicket> found = UseStore((store, _, token) => store.FindAsync(query, token));
        foreach (StoredTicket ticket in found)
            WriteObject(TicketRecord.Of(ticket, file));

        ReportMissing(Number, found.Select(ticket => ticket.Number), file);
        ReportMissing(Id, found.Select(ticket => ticket.Id), file);
        ReportMissing(Key, found.Select(ticket => ticket.Draft.Key), file);
    }

    private void ReportMissing(string[]? wanted, IEnumerable<string> found, string file)
    {
        foreach (string name in (wanted ?? []).Except(found, StringComparer.OrdinalIgnoreCase))
            WriteError(TicketRecord.NotFound(name, file));
    }
}
