namespace SecAutomation.Commands.Machine;

/// <summary>One series of a product.</summary>
/// <param name="Product">The product.</param>
/// <param name="Series">The first two parts of its versions.</param>
/// <param name="SupportedUntil">The last day on which vulnerabilities are mended.</param>
/// <param name="LowestSafe">The lowest version without a known vulnerability.</param>
/// <param name="Fixed">What that version mended.</param>
/// <param name="Source">Where that is said.</param>
internal sealed record SupportedSeries(string Product, string Series, DateOnly SupportedUntil, string LowestSafe, string Fixed, string Source);
