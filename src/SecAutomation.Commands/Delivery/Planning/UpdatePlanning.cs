using SecAutomation.Remediation.Planning;

namespace SecAutomation.Commands.Delivery.Planning;

/// <summary>Tickets brought up to the newest scan: what Update-RemediationTicket wants.</summary>
/// <param name="hosts">The hosts of the scan.</param>
/// <param name="options">What the caller decides.</param>
internal sealed class UpdatePlanning(IReadOnlyList<AssetDetail> hosts, UpdateOptions options) : ITicketPlanning
{
    private IReadOnlyDictionary<(string TicketId, string Host), DateTimeOffset> _sightings =
        new Dictionary<(string, string), DateTimeOffset>();

    /// <inheritdoc/>
    public RunKind Kind => RunKind.Update;

    /// <inheritdoc/>
    public TicketScope Scope => TicketPlanner.Scope(hosts, options.Plan);

    /// <inheritdoc/>
    public bool NeedsAllOpen => true;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Id => [];

    /// <inheritdoc/>
    public RemediationRun Describe(RemediationRun run) => HostCount.Of(hosts, run);

    /// <inheritdoc/>
    public void Remember(IReadOnlyDictionary<(string TicketId, string Host), DateTimeOffset> sightings) => _sightings = sightings;

    /// <inheritdoc/>
    public RunPlan Plan(string instance, IReadOnlyList<StoredTicket> existing)
    {
        UpdatePlan plan = TicketUpdater.Plan(hosts, existing, options with
        {
            Plan = options.Plan with { Instance = instance },
            LastScan = (ticket, host) => _sightings.TryGetValue((ticket.Id, host), out DateTimeOffset at) ? at : null,
        });
        return new RunPlan(plan.Ticket, plan.LeftOut)
        {
            Sighting = plan.Sighting,
            Remark = plan.Uncovered.Count == 0
                ? plan.Remark
                : [.. plan.Remark, $"{plan.Uncovered.Sum(ticket => ticket.Draft.Unit.Length)} pieces of work stand in no open ticket. New-RemediationTicket makes {plan.Uncovered.Count} for them; this cmdlet makes none."],
        };
    }
}
