namespace SecAutomation;

/// <summary>One rule that was tried for one host.</summary>
public sealed record MatchAttempt
{
    /// <summary>The rule, for example <c>R3</c>.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The inventory that was asked.</summary>
    public string Source { get; init; } = "";

    /// <summary>What was looked for.</summary>
    public string Key { get; init; } = "";

    /// <summary>What came of it.</summary>
    public MatchAttemptResult Result { get; init; }

    /// <summary>One sentence on why.</summary>
    public string Detail { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Rule} {Key}: {Result} in {Source}. {Detail}";
}
