namespace SecAutomation;

/// <summary>The SSVC decision points that CISA adds to CVE records, in its own words.</summary>
/// <param name="Exploitation"><c>none</c>, <c>poc</c> or <c>active</c>; null where CISA gave none.</param>
/// <param name="Automatable"><c>no</c> or <c>yes</c>; null where CISA gave none.</param>
/// <param name="TechnicalImpact"><c>partial</c> or <c>total</c>; null where CISA gave none.</param>
/// <param name="AsOf">When CISA decided, UTC; null where it does not say.</param>
/// <remarks>Source: CISA, vulnrichment: container "adp" of a CVE record, metric "other" of type "ssvc".</remarks>
public sealed record SsvcPoints(string? Exploitation, string? Automatable, string? TechnicalImpact, DateTimeOffset? AsOf);
