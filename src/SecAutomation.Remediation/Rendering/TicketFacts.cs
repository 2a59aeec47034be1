namespace SecAutomation.Remediation.Rendering;

/// <summary>The ticket itself, for a template.</summary>
internal sealed record TicketFacts(
    string Title,
    string Key,
    int Episode,
    string Kind,
    string Team,
    string Priority,
    string DueDate,
    string DueReason,
    string Today,
    int HostCount,
    int CveCount);
