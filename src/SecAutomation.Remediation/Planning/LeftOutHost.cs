namespace SecAutomation.Remediation.Planning;

/// <summary>A host that the plan has no ticket for, so that it is never lost in silence.</summary>
/// <param name="Host">The host.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Failure">The condition to report where the caller asked for errors; null for a warning.</param>
public sealed record LeftOutHost(AssetDetail Host, string Reason, FailureId? Failure);
