namespace SecAutomation;

/// <summary>A ticket in the case management solution: the outcome of step 4.</summary>
public sealed record RemediationTicket
{
    /// <summary>What this run did with it.</summary>
    public TicketAction Action { get; init; }

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The stable identifier in the product; empty where the ticket does not exist yet (-WhatIf, Failed).</summary>
    public string Id { get; init; } = "";

    /// <summary>The number that people see, for example <c>SEC-12</c>.</summary>
    public string Number { get; init; } = "";

    /// <summary>Where to open it; null for the local store.</summary>
    public string? Url { get; init; }

    /// <summary>One line, at most 150 characters.</summary>
    public string Title { get; init; } = "";

    /// <summary>The team that it is assigned to.</summary>
    public string Team { get; init; } = "";

    /// <summary>How urgent it is.</summary>
    public RemediationPriority Priority { get; init; }

    /// <summary>The day by which it is to be done.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>Where it is in its life.</summary>
    public TicketState State { get; init; }

    /// <summary>Our key, <c>sa1-</c> and 26 base32 characters: the ticket's only identity across runs.</summary>
    public string Key { get; init; } = "";

    /// <summary>The hosts that it covers.</summary>
    public string[] ComputerName { get; init; } = [];

    /// <summary><see cref="ComputerName"/> in one text, for Export-Csv.</summary>
    public string ComputerNameText => string.Join(", ", ComputerName);

    /// <summary>The CVEs that it covers.</summary>
    public string[] CveId { get; init; } = [];

    /// <summary><see cref="CveId"/> in one text, for Export-Csv.</summary>
    public string CveIdText => string.Join(", ", CveId);

    /// <summary>Fields that the product dropped or did not accept.</summary>
    public string[] NotApplied { get; init; } = [];

    /// <summary>The connection, or the path of the local ticket store.</summary>
    public string Connection { get; init; } = "";

    /// <summary>The text of the ticket, Markdown.</summary>
    public string Text { get; init; } = "";

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last changed, UTC.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>When it was closed, UTC.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it was closed, in the words of whoever did.</summary>
    public string? CloseReason { get; init; }

    /// <summary>Why it was closed, as a kind.</summary>
    public TicketResolution Resolution { get; init; }

    /// <summary>What was told in it, the oldest first; of the local store alone.</summary>
    public TicketComment[] Comment { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Number} {Title}";
}
