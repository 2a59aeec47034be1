using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Remediation.Delivery;

/// <summary>What a tracker can do, and how much it takes.</summary>
public sealed record TrackerAbilities
{
    /// <summary>How it writes formatted text.</summary>
    public TicketDialect Dialect { get; init; } = TicketDialect.Plain;

    /// <summary>The greatest length of a title.</summary>
    public TextLimit TitleLimit { get; init; } = new(150, TextUnit.Grapheme);

    /// <summary>The greatest length of a body.</summary>
    public TextLimit BodyLimit { get; init; } = new(30_000, TextUnit.Utf16);

    /// <summary>The greatest length of a comment.</summary>
    public TextLimit CommentLimit { get; init; } = new(30_000, TextUnit.Utf16);

    /// <summary>How long after a request left the server may still do what it asked for, and its search may not show it yet.</summary>
    public TimeSpan SettleTime { get; init; }

    /// <summary>Whether a search shows what was written at once. Where it does not, one that finds nothing proves nothing before <see cref="SettleTime"/>.</summary>
    public bool HasConsistentFind { get; init; } = true;

    /// <summary>Whether a new ticket has to be read back, because the answer to its request does not say it as the tracker keeps it.</summary>
    public bool NeedsReadBack { get; init; } = true;

    /// <summary>Whether files can be attached.</summary>
    public bool CanAttach { get; init; }

    /// <summary>Whether a closed ticket can be opened again.</summary>
    public bool CanReopen { get; init; }

    /// <summary>The time between two requests that the product's own limit asks for; zero where none is known.</summary>
    public TimeSpan RequestInterval { get; init; }

    /// <summary>How many requests the product takes, in one sentence.</summary>
    public string RequestLimit { get; init; } = "";

    /// <summary>How many requests it may be sent at once.</summary>
    public int Concurrency { get; init; } = 8;
}
