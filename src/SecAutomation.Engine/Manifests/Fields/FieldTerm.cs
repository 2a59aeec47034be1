namespace SecAutomation.Engine.Manifests.Fields;

/// <summary>One word of the vocabulary that field maps use.</summary>
/// <param name="Name">The word.</param>
/// <param name="Kind">How its value is understood.</param>
/// <param name="About">What it means.</param>
internal sealed record FieldTerm(string Name, FieldKind Kind, string About);
