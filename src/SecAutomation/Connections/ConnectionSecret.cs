namespace SecAutomation;

/// <summary>Where one setting of a connection comes from. It never holds the value.</summary>
public sealed record ConnectionSecret
{
    /// <summary>The setting, as the connector calls it.</summary>
    public string Setting { get; init; } = "";

    /// <summary>What kind of place keeps it.</summary>
    public SecretSource Source { get; init; }

    /// <summary>
    /// The place: the entry or <c>vault/entry</c>, the name of the variable, the full path of the file; empty for
    /// <see cref="SecretSource.Session"/> and <see cref="SecretSource.Prompt"/>.
    /// </summary>
    public string Place { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Source switch
    {
        SecretSource.Session => $"{Setting} (this process)",
        SecretSource.Vault => $"{Setting} (vault:{Place})",
        SecretSource.Environment => $"{Setting} (env:{Place})",
        SecretSource.File => $"{Setting} (file:{Place})",
        _ => $"{Setting} (prompt)",
    };
}
