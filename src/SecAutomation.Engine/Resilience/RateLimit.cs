namespace SecAutomation.Engine.Resilience;

/// <summary>How many requests a server takes.</summary>
/// <param name="Requests">The number, at least 1.</param>
/// <param name="Per">The time in which that many may be sent.</param>
public sealed record RateLimit(int Requests, TimeSpan Per);
