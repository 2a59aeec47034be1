namespace SecAutomation;

/// <summary>A comment in a ticket of the local store.</summary>
public sealed record TicketComment
{
    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The text, Markdown.</summary>
    public string Text { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{At:u}: {Text}";
}
