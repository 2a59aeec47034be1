namespace SecAutomation.Remediation.Intelligence.Assets;

/// <summary>What of an asset answers a question of a decision table.</summary>
/// <param name="Question">The question: its name or its identifier, with or without the version, for example <c>cisa:PE</c>.</param>
/// <param name="Value">The answer, by key or name.</param>
/// <param name="Pattern">A field and a text with wildcards, for example <c>exposure:internet*</c>.</param>
public sealed record AssetAnswer(string Question, string Value, string Pattern);
