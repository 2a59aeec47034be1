namespace SecAutomation.Engine.Rules;

/// <summary>What stands behind a key of a rule.</summary>
/// <param name="Text">The texts; one where it is no list.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record RuleValue(IReadOnlyList<string> Text, int Line);
