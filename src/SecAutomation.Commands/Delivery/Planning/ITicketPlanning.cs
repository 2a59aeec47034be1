using SecAutomation.Remediation.Planning;

namespace SecAutomation.Commands.Delivery.Planning;

/// <summary>What a run wants, whatever keeps the tickets.</summary>
internal interface ITicketPlanning
{
    /// <summary>What kind of run it is.</summary>
    RunKind Kind { get; }

    /// <summary>The tickets that it has to know, open and closed.</summary>
    TicketScope Scope { get; }

    /// <summary>Whether it has to know every open ticket besides.</summary>
    bool NeedsAllOpen { get; }

    /// <summary>Tickets that it has to know by their ids; empty where the scope says it all.</summary>
    IReadOnlyCollection<string> Id { get; }

    /// <summary>Adds to a run what is known of it before it begins.</summary>
    /// <param name="run">The run.</param>
    RemediationRun Describe(RemediationRun run);

    /// <summary>Takes in when scans looked at hosts of tickets last, by ticket id and host; called where <see cref="NeedsAllOpen"/>.</summary>
    void Remember(IReadOnlyDictionary<(string TicketId, string Host), DateTimeOffset> sightings)
    {
    }

    /// <summary>Plans; it is called again where the tickets have changed since.</summary>
    /// <param name="instance">The name of what keeps the tickets, for keys; empty where it does not exist yet.</param>
    /// <param name="existing">The tickets.</param>
    RunPlan Plan(string instance, IReadOnlyList<StoredTicket> existing);
}
