using System.Globalization;
using SecAutomation.Remediation.Planning;
using SecAutomation.Remediation.Rules;

namespace SecAutomation.Commands.Delivery;

/// <summary>How much one run may change; where its plan is larger, it stops before the first write.</summary>
/// <param name="Creates">How many tickets may be created.</param>
/// <param name="Updates">How many may be changed or opened again.</param>
/// <param name="Closes">How many may be closed.</param>
/// <param name="Share">What share of the open tickets may be touched, in per cent; it does not count for fewer than 10 tickets.</param>
internal sealed record RunLimits(int Creates, int Updates, int Closes, int Share)
{
    /// <summary>The name of the local store in a policy.</summary>
    public const string LocalStore = "local";

    private const int FewTickets = 10;

    /// <summary>No limits.</summary>
    public static RunLimits None { get; } = new(int.MaxValue, int.MaxValue, int.MaxValue, 100);

    /// <summary>The policy of this machine that is in them.</summary>
    public TicketPolicy Policy { get; private init; } = TicketPolicy.None;

    /// <summary>These limits where they are stricter, and those of a policy where those are.</summary>
    public RunLimits Within(TicketPolicy policy) => new(
        Math.Min(Creates, policy.Creates?.Value ?? int.MaxValue),
        Math.Min(Updates, policy.Updates?.Value ?? int.MaxValue),
        Math.Min(Closes, policy.Closes?.Value ?? int.MaxValue),
        Math.Min(Share, policy.Share?.Value ?? 100))
    {
        Policy = policy,
    };

    /// <summary>Stops a run that wants too much.</summary>
    /// <param name="tickets">What it wants to do with tickets.</param>
    /// <param name="open">How many tickets are open.</param>
    /// <exception cref="FailureException">It passes a limit; nothing was written.</exception>
    public void Check(IEnumerable<PlannedTicket> tickets, int open)
    {
        PlannedTicket[] all = [.. tickets];
        int creates = all.Count(ticket => ticket.Action == TicketAction.Created);
        int updates = all.Count(ticket => ticket.Action is TicketAction.Updated or TicketAction.Reopened);
        int closes = all.Count(ticket => ticket.Action == TicketAction.Closed);
        if (creates > Creates)
            throw TooMany($"The plan creates {creates} tickets", Creates, Policy.Creates, "Look at the plan with -WhatIf, group coarser with -GroupBy, select fewer hosts", $"-MaximumTickets {creates}", creates);

        if (updates > Updates)
            throw TooMany($"The plan changes {updates} tickets", Updates, Policy.Updates, "Look at the plan with -WhatIf", $"-MaximumUpdate {updates}", updates);

        CheckCloses(closes);

        int touched = updates + closes;
        if (touched >= FewTickets && open > 0 && touched * 100L > (long)Share * open)
            throw TooMany($"The plan touches {touched} of {open} open tickets", Share, Policy.Share, "Look at the plan with -WhatIf", "-MaximumShare", touched, " per cent");

        foreach (string team in all.Where(ticket => ticket.IsAssigned).Select(ticket => ticket.Draft.Team).Distinct(StringComparer.OrdinalIgnoreCase))
            Check(Policy.Team, team, "No ticket may go to the team");
    }

    /// <summary>Stops a call that closes too much.</summary>
    /// <param name="closes">How many tickets it closes.</param>
    public void CheckCloses(int closes)
    {
        if (closes > Closes)
            throw TooMany($"The plan closes {closes} tickets", Closes, Policy.Closes, "Look at the plan with -WhatIf", $"-MaximumClose {closes}", closes);
    }

    /// <summary>Stops a run over a tracker that the policy does not allow.</summary>
    /// <param name="name">The connection; <see cref="LocalStore"/> for the local store.</param>
    public void CheckPlace(string name) => Check(Policy.Tracker, name, "No run may write to");

    private static void Check(IReadOnlyList<PolicyLimit<IReadOnlyList<string>>> lists, string name, string what)
    {
        if (TicketPolicy.Forbidding(lists, name) is { } list)
        {
            throw new FailureException(
                FailureId.PolicyForbids, $"{what} {name} by {list.Place}. Nothing was written.", $"Use one of {string.Join(", ", list.Value)}, or ask who keeps the policy.", name);
        }
    }

    private static FailureException TooMany(string what, int limit, PolicyLimit<int>? policy, string next, string parameter, int count, string unit = "")
    {
        string allowed = string.Create(CultureInfo.InvariantCulture, $"{limit}{unit}");
        return policy?.Value == limit
            ? new FailureException(FailureId.TooManyTickets, $"{what}, and {allowed} are allowed by {policy.Place}. Nothing was written.", $"{next}, or ask who keeps the policy.", count)
            : new FailureException(FailureId.TooManyTickets, $"{what}, and {allowed} are allowed. Nothing was written.", $"{next}, or allow it with {parameter}.", count);
    }
}
