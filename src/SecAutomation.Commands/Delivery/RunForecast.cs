using System.Globalization;
using SecAutomation.Remediation.Delivery;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Commands.Delivery;

/// <summary>What a plan will cost.</summary>
/// <param name="Requests">How many requests it takes, about.</param>
/// <param name="Limit">How many the product takes, in one sentence.</param>
/// <param name="Duration">How long it takes within that, about; null where nothing tells.</param>
internal sealed record RunForecast(int Requests, string Limit, TimeSpan? Duration)
{
    // A search and the creation; the search for twins at the end is one for all.
    private const int ForCreate = 2;
    private const int ForReadBack = 1;

    // The ticket read, the fields written and read back, and a comment that is looked for before it is written.
    private const int ForUpdate = 5;

    // As for an update, and the states that the ticket can come into.
    private const int ForMove = 8;

    private const int ForAttachment = 2;

    // Who we are, whether the fields are there, a search that must find nothing, and the tickets that there are.
    private const int ForRun = 8;

    /// <summary>Nothing is sent.</summary>
    public static RunForecast None { get; } = new(0, "", null);

    /// <summary>It in one line, in the words of the properties of <see cref="RemediationPlan"/>.</summary>
    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"Requests: {Requests}, about. RequestLimit: {(Limit.Length > 0 ? Limit.TrimEnd('.') : "none is known")}. Duration: {(Duration is { } time ? $"{time:c}, about" : "unknown")}.");

    /// <summary>The forecast of a plan.</summary>
    /// <param name="tickets">The plan.</param>
    /// <param name="abilities">What the tracker takes.</param>
    /// <param name="throttle">How many tickets are written at once.</param>
    /// <param name="perRequest">How long a request took just now; null where none was measured.</param>
    public static RunForecast Of(IEnumerable<PlannedTicket> tickets, TrackerAbilities abilities, int throttle, TimeSpan? perRequest)
    {
        int requests = 0;
        foreach (PlannedTicket ticket in tickets.Where(ticket => ticket.IsChange))
        {
            requests += ticket.Action switch
            {
                TicketAction.Created => ForCreate + (abilities.NeedsReadBack ? ForReadBack : 0),
                TicketAction.Updated => ForUpdate,
                _ => ForMove,
            };
            if (ticket.Draft.IsShortened && abilities.CanAttach)
                requests += ForAttachment;
        }

        if (requests == 0)
            return new RunForecast(0, abilities.RequestLimit, TimeSpan.Zero);

        requests += ForRun;
        TimeSpan paced = requests * abilities.RequestInterval;
        TimeSpan? answered = perRequest * requests / Math.Clamp(throttle, 1, Math.Max(1, abilities.Concurrency));
        TimeSpan? duration = answered > paced ? answered : paced > TimeSpan.Zero ? paced : answered;
        return new RunForecast(requests, abilities.RequestLimit, duration is { } time ? TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds)) : null);
    }
}
