namespace SecAutomation;

/// <summary>One answer about a connection.</summary>
public sealed record ConnectionCheck
{
    /// <summary>The connection.</summary>
    public string Connection { get; init; } = "";

    /// <summary>
    /// The question: <c>Name</c>, <c>Network</c>, <c>Tls</c>, <c>Secret</c>, <c>Credential</c>, <c>Version</c>, <c>Right</c>, <c>Clock</c>,
    /// <c>Budget</c>, <c>Team</c>, <c>Canary</c>, <c>Sample</c>, <c>Field</c>, <c>Age</c>, <c>Ledger</c>.
    /// </summary>
    public string Check { get; init; } = "";

    /// <summary>What the question is about, where there are several of its kind: a right, a field, a stream; empty otherwise.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The answer.</summary>
    public CheckOutcome Outcome { get; init; }

    /// <summary>One sentence on what was seen.</summary>
    public string Detail { get; init; } = "";

    /// <summary>What to do; empty where nothing is to be done.</summary>
    public string NextStep { get; init; } = "";

    /// <summary>How many of a sample have the field, in per cent; null where the question is no share.</summary>
    public double? Percent { get; init; }

    /// <summary>The id of the error behind a failure, as about_SecAutomation_Errors lists it; empty where there is none.</summary>
    public string ErrorId { get; init; } = "";

    /// <summary>How long it took; null where there was nothing to wait for.</summary>
    public TimeSpan? Duration { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Connection}: {(Subject.Length > 0 ? $"{Check} {Subject}" : Check)} {Outcome}. {Detail}";
}
