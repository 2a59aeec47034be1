namespace SecAutomation.Engine.Manifests.Parsing;

/// <summary>One key with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
internal sealed record ManifestEntry(ManifestScalar Key, ManifestNode Value);
