namespace SecAutomation.Remediation.Rules;

/// <summary>Which hosts a team answers for. What is empty asks for nothing; all else must hold, of each list one.</summary>
public sealed record TicketRoute
{
    /// <summary>The team.</summary>
    public required string Team { get; init; }

    /// <summary>Names of hosts with wildcards, addresses, or ranges of addresses.</summary>
    public IReadOnlyList<string> Host { get; init; } = [];

    /// <summary>Owners with wildcards.</summary>
    public IReadOnlyList<string> Owner { get; init; } = [];

    /// <summary>Tags with wildcards.</summary>
    public IReadOnlyList<string> Tag { get; init; } = [];

    /// <summary>Ranges of addresses.</summary>
    public IReadOnlyList<string> Subnet { get; init; } = [];

    /// <summary>Operating systems with wildcards.</summary>
    public IReadOnlyList<string> OperatingSystem { get; init; } = [];

    /// <summary>Where it stands: file and line.</summary>
    public string Place { get; init; } = "";
}
