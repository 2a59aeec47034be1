namespace SecAutomation.Commands.Tests;

/// <summary>A host of a report that a test writes.</summary>
internal sealed record ReportedHost(string Name, params string[] Cve)
{
    public string? Fqdn { get; init; }

    public string Address { get; init; } = "192.0.2.10";

    public double Score { get; init; } = 9.8;

    /// <summary>Whether the report has an informational finding of the host, as every real one has.</summary>
    public bool HasInformation { get; init; }

    public DateTimeOffset ScannedAt { get; init; } = new(2025, 11, 4, 0, 0, 0, TimeSpan.Zero);
}
