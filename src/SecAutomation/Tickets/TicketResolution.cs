namespace SecAutomation;

/// <summary>Why a ticket is closed. It decides whether the same work may get a ticket again.</summary>
public enum TicketResolution
{
    /// <summary>The ticket is open.</summary>
    None = 0,

    /// <summary>The hole is closed. A later scan that still sees it opens a new ticket.</summary>
    Fixed = 1,

    /// <summary>The risk is accepted: no new ticket for the same work.</summary>
    RiskAccepted = 2,

    /// <summary>There is no hole: no new ticket for the same work.</summary>
    FalsePositive = 3,

    /// <summary>Another ticket covers the work.</summary>
    Duplicate = 4,

    /// <summary>Anything else. A later scan that still sees the hole opens a new ticket.</summary>
    Other = 5,
}
