namespace SecAutomation.Testing.Trackers;

/// <summary>A ticket as a stub tracker keeps it.</summary>
public sealed class StubTicket
{
    public required int Id { get; init; }

    public string Title { get; set; } = "";

    public string Body { get; set; } = "";

    public string Key { get; set; } = "";

    public string Team { get; set; } = "";

    public string Priority { get; set; } = "";

    public string Due { get; set; } = "";

    /// <summary>One of <see cref="StubTracker.Statuses"/>.</summary>
    public string Status { get; set; } = "new";

    /// <summary>The id of the ticket that this one is a duplicate of; 0: of none.</summary>
    public int DuplicateOf { get; set; }

    public int Version { get; set; } = 1;

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset Updated { get; set; }

    /// <summary>From when on a search shows it.</summary>
    public DateTimeOffset SearchableAt { get; set; }

    /// <summary>Who changed it, in order.</summary>
    public IList<string> By { get; } = [];

    public IList<string> Comment { get; } = [];

    public IList<string> File { get; } = [];

    public bool IsClosed => Status is "closed" or "rejected";
}
