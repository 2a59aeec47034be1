namespace SecAutomation;

/// <summary>A product as a VEX document names it. What the document does not say is null.</summary>
public sealed record VexProduct
{
    /// <summary>The identifier that the document gives it.</summary>
    public string Id { get; init; } = "";

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its version; null where all versions are meant.</summary>
    public string? Version { get; init; }

    /// <summary>Its package URL.</summary>
    public string? Purl { get; init; }

    /// <summary>Its CPE 2.3 name or 2.2 URI.</summary>
    public string? Cpe { get; init; }

    /// <summary>The product that it is a part of, for example an operating system; null where it stands alone.</summary>
    public VexProduct? PartOf { get; init; }

    /// <inheritdoc/>
    public override string ToString() => PartOf is null ? Purl ?? $"{Name ?? Cpe ?? Id} {Version}".TrimEnd() : $"{this with { PartOf = null }} in {PartOf}";
}
