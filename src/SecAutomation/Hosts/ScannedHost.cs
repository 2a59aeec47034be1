namespace SecAutomation;

/// <summary>One host of one report, with those of its findings that were wanted.</summary>
public sealed class ScannedHost
{
    /// <summary>Which machine it is.</summary>
    public HostIdentity Identity { get; init; } = new();

    /// <summary>The operating system as the scanner names it.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>The findings that were wanted.</summary>
    public IReadOnlyList<Finding> Finding { get; init; } = [];

    /// <summary>What was read.</summary>
    public ScanRead Read { get; init; } = new();
}
