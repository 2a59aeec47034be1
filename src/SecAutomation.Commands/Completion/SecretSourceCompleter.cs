using SecAutomation.Engine.Manifests.Settings;

namespace SecAutomation.Commands.Completion;

/// <summary>Completes the hashtable with the places of the secrets that the connector of the command line has.</summary>
public sealed class SecretSourceCompleter : SettingCompleter
{
    /// <inheritdoc/>
    private protected override bool IsOffered(ConnectorSetting setting) => setting.Credential is not null || setting.IsSecret;

    /// <inheritdoc/>
    private protected override string Value(ConnectorSetting setting) => "'vault:'";
}
