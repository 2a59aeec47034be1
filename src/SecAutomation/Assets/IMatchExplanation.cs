namespace SecAutomation;

/// <summary>Tells why a match is what it is, when somebody asks.</summary>
/// <remarks>Most matches are never asked, and the words cost more than the match.</remarks>
public interface IMatchExplanation
{
    /// <summary>Looks again and writes down what it does.</summary>
    /// <returns>The reason in one sentence, and every rule that was tried, in order.</returns>
    (string Reason, MatchAttempt[] Attempt) Explain();
}
