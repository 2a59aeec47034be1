using System.Management.Automation;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Delivery.Trackers;
using SecAutomation.Commands.Errors;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Commands.Transformation;
using SecAutomation.Storage;

namespace SecAutomation.Commands.Abstractions;

/// <summary>A cmdlet over tickets that people name. Tickets that come down the pipeline are looked for where they were read.</summary>
public abstract class NamedTicketCmdlet : TrackerCmdlet
{
    private readonly List<(string? Place, string Name)> _wanted = [];
    private bool _isConnectionNamed;
    private bool _isStoreNamed;

    /// <summary>The tracker; that of the tickets of the pipeline where it is not given, then the default one, and the local store where there is none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), ConnectionNameTransformation, ValidateCount(1, 1), ArgumentCompleter(typeof(TrackerCompleter))]
    public override string[]? Connection { get; set; }

    /// <inheritdoc/>
    protected override void Prepare() => (_isConnectionNamed, _isStoreNamed) = (Connection is not null, StorePath is not null);

    /// <summary>Whether any ticket was named.</summary>
    private protected bool IsAnyWanted => _wanted.Count > 0;

    /// <summary>Takes in names of tickets.</summary>
    private protected void Collect(string[] names)
    {
        // The tickets of a store say its file; whoever names a file means that one.
        string? place = _isConnectionNamed || (_isStoreNamed && Path.IsPathRooted(Connection?[0])) ? null : Connection?[0];
        _wanted.AddRange(names.Select(name => (place, name)));
    }

    /// <summary>Works over each place that keeps some of the tickets; over the usual one where none was named.</summary>
    /// <param name="overTracker">The work over a tracker and the names.</param>
    /// <param name="overStore">The work over a store and the names.</param>
    private protected void UsePlaces(
        Func<TrackerUse, string[], IPipelineWriter, CancellationToken, Task<int>> overTracker,
        Func<TicketStore, string[], IPipelineWriter, CancellationToken, Task<int>> overStore)
    {
        (string[]? connection, string? store) = (_isConnectionNamed ? Connection : null, StorePath);
        IGrouping<string, string>[] places = [.. _wanted.GroupBy(one => one.Place ?? "", one => one.Name, StringComparer.OrdinalIgnoreCase)];
        foreach ((string place, string[] names) in places.Length == 0 ? [("", [])] : places.Select(one => (one.Key, one.Distinct(StringComparer.OrdinalIgnoreCase).ToArray())))
        {
            (Connection, StorePath) = place.Length == 0 ? (connection, store) : Path.IsPathRooted(place) ? (null, place) : ([place], store);
            UsePlace((use, writer, token) => overTracker(use, names, writer, token), (kept, writer, token) => overStore(kept, names, writer, token));
        }
    }

    /// <summary>Says which names no ticket has.</summary>
    /// <param name="names">The names.</param>
    /// <param name="found">The same part of the tickets that were found.</param>
    /// <param name="place">What keeps the tickets, for people.</param>
    /// <param name="writer">The cmdlet's streams.</param>
    private protected static void ReportMissing(IEnumerable<string> names, IEnumerable<string> found, string place, IPipelineWriter writer)
    {
        foreach (string name in names.Except(found, StringComparer.OrdinalIgnoreCase))
        {
            writer.Error(Failures.ToErrorRecord(new FailureException(
                FailureId.TicketNotFound, $"{place} has no ticket '{name}' of ours.", "Get-RemediationTicket with the same -Connection or -StorePath lists the tickets.", name)));
        }
    }

    /// <summary>The query for tickets by the kind of their names, which the parameter set tells.</summary>
    private protected TicketQuery Named(string[] names) => ParameterSetName switch
    {
        "Id" => new TicketQuery { Id = names },
        "Key" => new TicketQuery { Key = names },
        "Number" => new TicketQuery { Number = names },
        _ => new TicketQuery(),
    };

    /// <summary>What a ticket is called, by the parameter set.</summary>
    private protected string NameOf(StoredTicket ticket) => ParameterSetName switch
    {
        "Id" => ticket.Id,
        "Key" => ticket.Draft.Key,
        _ => ticket.Number,
    };
}
