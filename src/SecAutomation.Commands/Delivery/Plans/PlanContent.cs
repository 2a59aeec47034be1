namespace SecAutomation.Commands.Delivery.Plans;

/// <summary>What a plan says, and what its hash is made of.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="Connection">The connection, or the path of the local store.</param>
/// <param name="Instance">The tracker's own name.</param>
/// <param name="Summary">The figures of its hosts.</param>
/// <param name="Ticket">Its tickets, in the order in which they are written.</param>
internal sealed record PlanContent(
    RunKind Kind, DateTimeOffset CreatedAt, string Connection, string Instance, RemediationRun Summary, PlanItem[] Ticket)
{
    /// <summary>What it will cost; null in plans of earlier versions.</summary>
    public RunForecast? Forecast { get; init; }

    /// <summary>What the policy allowed; null in plans of earlier versions.</summary>
    public RemediationLimit[]? Limit { get; init; }

    /// <summary>What it leaves out, and what else people are to know; null in plans of earlier versions.</summary>
    public string[]? Remark { get; init; }
}
