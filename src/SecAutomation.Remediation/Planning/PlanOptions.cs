using SecAutomation.Remediation.Rendering;
using SecAutomation.Remediation.Rules;

namespace SecAutomation.Remediation.Planning;

/// <summary>What the caller decides about the tickets of one run.</summary>
public sealed record PlanOptions
{
    /// <summary>What belongs into one ticket.</summary>
    public RemediationGrouping GroupBy { get; init; }

    /// <summary>The team that new tickets are assigned to.</summary>
    public string Team { get; init; } = "IT";

    /// <summary>The team that finds out about hosts that no inventory identified; null for <see cref="Team"/>.</summary>
    public string? UnmatchedTeam { get; init; }

    /// <summary>What becomes of the hosts that no inventory identified.</summary>
    public UnmatchedHostTreatment UnmatchedHost { get; init; }

    /// <summary>The priority; null to judge by the findings.</summary>
    public RemediationPriority? Priority { get; init; }

    /// <summary>The due date; null to reckon it by <see cref="DueDates"/>.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>How many days each risk allows.</summary>
    public DueDateTable DueDates { get; init; } = DueDateTable.Default;

    /// <summary>The tracker's own name, part of each new key.</summary>
    public string Instance { get; init; } = "";

    /// <summary>The day of the run, UTC.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Work that is not to be done, by decision.</summary>
    public ExceptionList Exceptions { get; init; } = ExceptionList.Empty;

    /// <summary>Which hosts which team answers for, before <see cref="Team"/>.</summary>
    public RouteList Routes { get; init; } = RouteList.Empty;

    /// <summary>The template of the text.</summary>
    public TicketTemplate Template { get; init; } = TicketTemplate.Default;
}
