namespace SecAutomation;

/// <summary>Something that a connection is told when it is registered.</summary>
public sealed record SecConnectorSetting
{
    /// <summary>Its name, as <c>-Setting</c> and <c>-SecretSource</c> take it.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is, for people.</summary>
    public string Title { get; init; } = "";

    /// <summary>Whether it is secret: never shown, never written.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether a connection cannot do without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The value where none is given; null where there is none.</summary>
    public string? Default { get; init; }

    /// <summary>The values that it may have; empty where any will do.</summary>
    public string[] Allowed { get; init; } = [];

    /// <summary>Which part of <c>-Credential</c> gives it: <c>UserName</c> or <c>Password</c>; null where neither does.</summary>
    public string? CredentialPart { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
