namespace SecAutomation.Engine.Rules;

/// <summary>One rule of a file.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Value">Its keys and what stands behind them.</param>
public sealed record RuleEntry(int Line, IReadOnlyDictionary<string, RuleValue> Value);
