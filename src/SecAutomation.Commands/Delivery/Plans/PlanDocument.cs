namespace SecAutomation.Commands.Delivery.Plans;

/// <summary>The file of a plan.</summary>
/// <param name="Format">Says what it is.</param>
/// <param name="Version">The version of the format.</param>
/// <param name="Sha256">The hash of the content.</param>
/// <param name="Content">The plan.</param>
internal sealed record PlanDocument(string Format, int Version, string Sha256, PlanContent Content);
