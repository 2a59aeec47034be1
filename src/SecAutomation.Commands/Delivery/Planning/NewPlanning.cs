using SecAutomation.Remediation.Planning;

namespace SecAutomation.Commands.Delivery.Planning;

/// <summary>New tickets, and more work in tickets that are there: what New-RemediationTicket wants.</summary>
/// <param name="hosts">The hosts.</param>
/// <param name="options">What the caller decides.</param>
/// <param name="countsOpen">Whether it matters how many tickets are open.</param>
internal sealed class NewPlanning(IReadOnlyList<AssetDetail> hosts, PlanOptions options, bool countsOpen) : ITicketPlanning
{
    /// <inheritdoc/>
    public RunKind Kind => RunKind.New;

    /// <inheritdoc/>
    public TicketScope Scope => TicketPlanner.Scope(hosts, options);

    /// <inheritdoc/>
    public bool NeedsAllOpen => countsOpen;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Id => [];

    /// <inheritdoc/>
    public RemediationRun Describe(RemediationRun run) => HostCount.Of(hosts, run);

    /// <inheritdoc/>
    public RunPlan Plan(string instance, IReadOnlyList<StoredTicket> existing)
    {
        TicketPlan plan = TicketPlanner.Plan(hosts, existing, options with { Instance = instance });
        return new RunPlan(plan.Ticket, plan.LeftOut) { Remark = plan.Remark };
    }
}
