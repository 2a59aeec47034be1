namespace SecAutomation.Commands.Delivery;

/// <summary>How much one run may change; where its plan is larger, it stops before the first write.</summary>
/// <param name="Creates">How many tickets may be created.</param>
/// <param name="Updates">How many may be changed or opened again.</param>
/// <param name="Closes">How many may be closed.</param>
/// <param name="Share">What share of the open tickets may be touched, in per cent; it does not count for fewer than 10 tickets.</param>
internal sealed record RunLimits(int Creates, int Updates, int Closes, int Share)
{
    /// <summary>No limits.</summary>
    public static RunLimits None { get; } = new(int.MaxValue, int.MaxValue, int.MaxValue, 100);

    private const int FewTickets = 10;

    /// <summary>Both limits: the stricter of each.</summary>
    public RunLimits And(RunLimits other) => new(
        Math.Min(Creates, other.Creates), Math.Min(Updates, other.Updates), Math.Min(Closes, other.Closes), Math.Min(Share, other.Share));

    /// <summary>Stops a run that wants too much.</summary>
    /// <param name="actions">What it wants to do with tickets.</param>
    /// <param name="open">How many tickets are open.</param>
    /// <exception cref="FailureException">It passes a limit; nothing was written.</exception>
    public void Check(IEnumerable<TicketAction> actions, int open)
    {
        TicketAction[] all = [.. actions];
        int creates = all.Count(action => action == TicketAction.Created);
        int updates = all.Count(action => action is TicketAction.Updated or TicketAction.Reopened);
        int closes = all.Count(action => action == TicketAction.Closed);
        if (creates > Creates)
            throw TooMany($"The plan creates {creates} tickets, and {Creates} are allowed.", $"group coarser with -GroupBy, select fewer hosts, or allow it with -MaximumTickets {creates}", creates);

        if (updates > Updates)
            throw TooMany($"The plan changes {updates} tickets, and {Updates} are allowed.", $"or allow it with -MaximumUpdate {updates}", updates);

        if (closes > Closes)
            throw TooMany($"The plan closes {closes} tickets, and {Closes} are allowed.", $"or allow it with -MaximumClose {closes}", closes);

        int touched = updates + closes;
        if (touched >= FewTickets && open > 0 && touched * 100L > (long)Share * open)
        {
            throw TooMany(
                $"The plan touches {touched} of {open} open tickets, which is more than the {Share} per cent that are allowed.",
                "or allow it with -MaximumShare",
                touched);
        }
    }

    private static FailureException TooMany(string what, string how, int count) => new(
        FailureId.TooManyTickets, $"{what} Nothing was written.", $"Look at the plan with -WhatIf, {how}. A policy of this machine may allow less than that.", count);
}
