using SecAutomation.Engine.Http;

namespace SecAutomation.Engine.Resilience;

/// <summary>What came of one try: an answer of whatever status, or why there is none.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Failure">Why there is none.</param>
/// <param name="MayHaveArrived">Whether the server may have taken the request although there is no answer.</param>
/// <param name="IsLasting">Whether another try would end the same way.</param>
internal sealed record Attempt(HttpAnswer? Answer, FailureException? Failure = null, bool MayHaveArrived = false, bool IsLasting = false);
