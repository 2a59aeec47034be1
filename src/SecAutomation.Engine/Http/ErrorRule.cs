namespace SecAutomation.Engine.Http;

/// <summary>What a product means by an answer that refuses.</summary>
/// <param name="Status">The statuses that it is about.</param>
/// <param name="Text">What the answer's text contains, case apart; empty: anything.</param>
/// <param name="Failure">The condition.</param>
/// <param name="NextStep">What to do; null: the usual.</param>
public sealed record ErrorRule(IReadOnlyList<int> Status, string Text, FailureId Failure, string? NextStep);
