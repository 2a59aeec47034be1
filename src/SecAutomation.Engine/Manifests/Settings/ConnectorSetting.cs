namespace SecAutomation.Engine.Manifests.Settings;

/// <summary>Something that a connection of this connector is told when it is registered.</summary>
public sealed record ConnectorSetting
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, for people.</summary>
    public required string Title { get; init; }

    /// <summary>Whether it is secret: never shown, never written.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether a connection cannot do without it. It has no default then.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The value where none is given; null: none.</summary>
    public string? Default { get; init; }

    /// <summary>The values that it may have; empty: any.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>Whether it is the address of another server, such as one that issues tokens: https, and nothing but host and path.</summary>
    public bool IsAddress { get; init; }

    /// <summary>Which part of a credential gives it; null: none does.</summary>
    public CredentialPart? Credential { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
