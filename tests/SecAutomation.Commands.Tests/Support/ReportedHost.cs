namespace SecAutomation.Commands.Tests;

/// <summary>A host of a report that a test writes.</summary>
internal sealed record ReportedHost(string Name, params string[] Cve)
{
    public string? Fqdn { get; init; }

    public string Address { get; init; } = "192.0.2.10";

    public double Score { get; init; } = 9.8;
}
