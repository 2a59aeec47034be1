namespace SecAutomation;

/// <summary>What a run is going to do, to be looked at, approved and then carried out exactly like this.</summary>
public sealed record RemediationPlan
{
    /// <summary>The file that holds it.</summary>
    public string Path { get; init; } = "";

    /// <summary>SHA-256 over its content, 64 lower-case hex digits: who approves a plan approves this.</summary>
    public string Hash { get; init; } = "";

    /// <summary>What it does.</summary>
    public RunKind Kind { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The connection, or the path of the local ticket store.</summary>
    public string Connection { get; init; } = "";

    /// <summary>The tracker's own name, part of the keys: the plan is for no other one.</summary>
    public string Instance { get; init; } = "";

    /// <summary>How many tickets it creates.</summary>
    public int Creates { get; init; }

    /// <summary>How many it changes or opens again.</summary>
    public int Updates { get; init; }

    /// <summary>How many it closes.</summary>
    public int Closes { get; init; }

    /// <summary>How many need nothing, or are left out.</summary>
    public int LeftAlone { get; init; }

    /// <summary>How many requests it takes, about; 0 for the local store.</summary>
    public int Requests { get; init; }

    /// <summary>How many requests the product takes, in one sentence; empty for the local store.</summary>
    public string RequestLimit { get; init; } = "";

    /// <summary>How long it takes within that, about; null where nothing tells.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>What the policy of this machine allowed when it was made; empty where there is none.</summary>
    public RemediationLimit[] Limit { get; init; } = [];

    /// <summary>The hosts that it leaves out, each with the reason, and what else people are to know.</summary>
    public string[] Remark { get; init; } = [];

    /// <summary>The tickets, each as it is going to be, with the reason.</summary>
    public RemediationTicket[] Ticket { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Creates} to create, {Updates} to update, {Closes} to close in {Connection} ({(Hash.Length > 12 ? Hash[..12] : Hash)})";
}
