namespace SecAutomation;

/// <summary>One run over tickets, with everything that it sent and skipped.</summary>
public sealed record RemediationRun
{
    /// <summary>Its id, sortable by time.</summary>
    public string Id { get; init; } = "";

    /// <summary>What it was to do.</summary>
    public RunKind Kind { get; init; }

    /// <summary>How far it came.</summary>
    public RunState State { get; init; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC; null while it runs, or where it was killed.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The connection, or the path of the local ticket store.</summary>
    public string Connection { get; init; } = "";

    /// <summary>The tracker's own name, part of the keys.</summary>
    public string Instance { get; init; } = "";

    /// <summary>The machine and process that ran it.</summary>
    public string Machine { get; init; } = "";

    /// <summary>The SHA-256 of the plan file that it carried out; null where there was none.</summary>
    public string? PlanHash { get; init; }

    /// <summary>How many hosts came down the pipeline.</summary>
    public int Read { get; init; }

    /// <summary>How many of them an inventory identified.</summary>
    public int Matched { get; init; }

    /// <summary>How many of them no inventory identified.</summary>
    public int Unidentified { get; init; }

    /// <summary>How many tickets were created.</summary>
    public int Created { get; init; }

    /// <summary>How many were changed, opened again or adopted.</summary>
    public int Updated { get; init; }

    /// <summary>How many were closed.</summary>
    public int Closed { get; init; }

    /// <summary>How many needed nothing.</summary>
    public int Unchanged { get; init; }

    /// <summary>How many were left out.</summary>
    public int Skipped { get; init; }

    /// <summary>How many were sent without an answer.</summary>
    public int Uncertain { get; init; }

    /// <summary>How many could not be written.</summary>
    public int Failed { get; init; }

    /// <summary>What ended it early; null where nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>What it did and left, in order; empty unless it was asked for.</summary>
    public RunEntry[] Entry { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Kind}: {Created} created, {Updated} updated, {Closed} closed, {Failed} failed";
}
