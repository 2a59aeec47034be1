namespace SecAutomation;

/// <summary>A ticket as it is to be written.</summary>
public sealed record TicketDraft
{
    /// <summary>The key, see <see cref="RemediationTicket.Key"/>.</summary>
    public string Key { get; init; } = "";

    /// <summary>1, and one more for each time the same work gets a ticket again after it was closed.</summary>
    public int Episode { get; init; } = 1;

    /// <summary>One line.</summary>
    public string Title { get; init; } = "";

    /// <summary>The text, Markdown.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether <see cref="Text"/> leaves out something of <see cref="Content"/> because it would be too long.</summary>
    public bool IsShortened { get; init; }

    /// <summary>The team.</summary>
    public string Team { get; init; } = "";

    /// <summary>How urgent.</summary>
    public RemediationPriority Priority { get; init; }

    /// <summary>The day by which it is to be done.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>The work.</summary>
    public TicketContent Content { get; init; } = new();

    /// <summary>The units that <see cref="Content"/> holds, distinct.</summary>
    public WorkUnit[] Unit { get; init; } = [];

    /// <summary>The names of all its hosts, lower-case and distinct.</summary>
    public string[] Alias { get; init; } = [];
}
