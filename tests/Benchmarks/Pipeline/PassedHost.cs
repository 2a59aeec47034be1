namespace SecAutomation.Benchmarks.Pipeline;

/// <summary>What goes through steps that do nothing.</summary>
/// <param name="ComputerName">The first property.</param>
/// <param name="Fqdn">The second.</param>
/// <param name="CveId">The third.</param>
public sealed record PassedHost(string ComputerName, string Fqdn, string CveId);
