namespace SecAutomation;

/// <summary>One software product on a host.</summary>
public sealed record InstalledSoftware
{
    /// <summary>The product's name as the source spells it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The version as the source spells it; null where it gave none.</summary>
    public string? Version { get; init; }

    /// <summary>The publisher or vendor; null where the source gave none.</summary>
    public string? Publisher { get; init; }

    /// <summary>The CPE 2.3 name or 2.2 URI; null where the source gave none.</summary>
    public string? Cpe { get; init; }

    /// <summary>The places that told of it: adapters, agents, packages managers.</summary>
    public string[] Source { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Version is null ? Name : $"{Name} {Version}";
}
