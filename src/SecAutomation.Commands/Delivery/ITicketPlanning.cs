using SecAutomation.Remediation.Planning;

namespace SecAutomation.Commands.Delivery;

/// <summary>What a run wants, whatever keeps the tickets.</summary>
internal interface ITicketPlanning
{
    /// <summary>What kind of run it is.</summary>
    RunKind Kind { get; }

    /// <summary>The tickets that it has to know, open and closed.</summary>
    TicketScope Scope { get; }

    /// <summary>Whether it has to know every open ticket besides.</summary>
    bool NeedsAllOpen { get; }

    /// <summary>Plans; it is called again where the tickets have changed since.</summary>
    /// <param name="instance">The name of what keeps the tickets, for keys; empty where it does not exist yet.</param>
    /// <param name="existing">The tickets.</param>
    RunPlan Plan(string instance, IReadOnlyList<StoredTicket> existing);
}
