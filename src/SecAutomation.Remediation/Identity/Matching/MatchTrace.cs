using SecAutomation.Remediation.Identity.Rules;

namespace SecAutomation.Remediation.Identity;

/// <summary>Writes down what is tried, where somebody wants to know.</summary>
internal sealed class MatchTrace
{
    public List<MatchAttempt> Attempt { get; } = new(8);

    public void Skipped(InventoryIndex index, MatchRule rule, string why) =>
        Write(index, rule.Id, rule.Subject, MatchAttemptResult.Skipped, why);

    public void Write(InventoryIndex index, string rule, string key, MatchAttemptResult result, string detail) =>
        Attempt.Add(new MatchAttempt { Rule = rule, Source = MatchWords.Plain(index.Source), Key = MatchWords.Plain(key), Result = result, Detail = detail });
}
