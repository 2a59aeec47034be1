using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SecAutomation.Commands.Connections;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Manifests.Settings;

namespace SecAutomation.Commands.Completion;

/// <summary>Completes the hashtable with the settings that the connector of the command line has.</summary>
public class SettingCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ConnectorManifest? connector = ConnectorSource.Catalog.Connector
            .FirstOrDefault(one => string.Equals(one.Name, $"{fakeBoundParameters?["Connector"]}", StringComparison.OrdinalIgnoreCase));
        ConnectorSetting[] settings = [.. (connector?.Connection?.Setting ?? []).Where(IsOffered)];
        if (settings.Length == 0)
            return [];

        string text = $"@{{ {string.Join("; ", settings.Select(setting => $"{setting.Name} = {Value(setting)}"))} }}";
        return [new CompletionResult(text, text, CompletionResultType.ParameterValue, string.Join("\n", settings.Select(setting => $"{setting.Name}: {setting.Title}")))];
    }

    /// <summary>Whether a setting belongs into the hashtable.</summary>
    private protected virtual bool IsOffered(ConnectorSetting setting) => setting.Credential is null && !setting.IsSecret;

    /// <summary>What stands behind a setting's name.</summary>
    private protected virtual string Value(ConnectorSetting setting) => $"'{setting.Default ?? (setting.Allowed is [{ } first, ..] ? first : "")}'";
}
