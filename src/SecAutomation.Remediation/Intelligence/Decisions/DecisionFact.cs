namespace SecAutomation.Remediation.Intelligence.Decisions;

/// <summary>What is known of one question of a table.</summary>
/// <param name="PointId">The question, for example <c>cisa:KEV:1.0.0</c>.</param>
/// <param name="Value">The key or the name of the value; null where it is not known.</param>
/// <param name="Source">Who says so, for example <c>CISA KEV</c>, <c>asset tag 'exposed'</c>, or <c>default</c>.</param>
/// <param name="AsOf">When that was so, UTC; null where the source does not say.</param>
public sealed record DecisionFact(string PointId, string? Value, string Source, DateTimeOffset? AsOf = null);
