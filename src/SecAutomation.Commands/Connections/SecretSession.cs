using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Connections;

namespace SecAutomation.Commands.Connections;

/// <summary>The vaults and the prompt of the session that a cmdlet runs in. For the pipeline's thread alone.</summary>
/// <param name="cmdlet">The cmdlet.</param>
internal sealed class SecretSession(PSCmdlet cmdlet) : ISecretSession
{
    // By the module's whole name, so that no function that happens to have this name is asked for secrets.
    private const string GetSecret = """
        param($Name, $Vault)
        $parameters = @{ Name = $Name; ErrorAction = 'Stop' }
        if ($Vault) { $parameters.Vault = $Vault }
        Microsoft.PowerShell.SecretManagement\Get-Secret @parameters
        """;

    private static readonly string[] s_hostsOfTerminals = ["ConsoleHost", "SecAutomation.Host"];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Secret> ReadVault(string? vault, string name)
    {
        string place = vault is null ? name : $"{vault}/{name}";
        Collection<PSObject> found;
        try
        {
            found = cmdlet.InvokeCommand.InvokeScript(GetSecret, useNewScope: true, System.Management.Automation.Runspaces.PipelineResultTypes.None, null, name, vault);
        }
        catch (CommandNotFoundException exception)
        {
            throw new FailureException(
                FailureId.SecretMissing, $"The vault entry {place} cannot be read: the module Microsoft.PowerShell.SecretManagement is not installed.",
                "Install it and a vault for this account: Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore.", place, exception);
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            throw new FailureException(
                FailureId.SecretMissing, $"The vault entry {place} cannot be read: {exception.Message.TrimEnd('.')}.",
                "Get-SecretInfo lists what this account can see. Unattended, a vault must open without a prompt.", place, exception);
        }

        var values = new Dictionary<string, Secret>(StringComparer.OrdinalIgnoreCase);
        if (found.Count == 1)
            Read(found[0].BaseObject, "", values);

        return values.Count > 0 ? values : throw new FailureException(
            FailureId.SecretMissing, $"The vault entry {place} holds nothing that can be used.", "Keep a string, a SecureString, a PSCredential or a hashtable of these there.", place);
    }

    /// <inheritdoc/>
    public Secret? Ask(string question)
    {
        // A terminal's own host would wait for, or take, whatever is piped into it.
        PSHost host = cmdlet.Host;
        if (host?.UI is null || (s_hostsOfTerminals.Contains(host.Name, StringComparer.Ordinal) && Console.IsInputRedirected))
            return null;

        try
        {
            host.UI.Write(question + ": ");
            using SecureString answer = host.UI.ReadLineAsSecureString();
            return answer is { Length: > 0 } ? new Secret(answer) : null;
        }
        catch (Exception exception) when (exception is not PipelineStoppedException)
        {
            // A host that was started to ask nobody.
            return null;
        }
    }

    private static void Read(object value, string name, Dictionary<string, Secret> values)
    {
        switch (PropertyValue(value))
        {
            case SecureString secret:
                values[name] = new Secret(secret);
                break;
            case string { Length: > 0 } text:
                values[name] = Secret.FromText(text);
                break;
            case PSCredential credential:
                values["user"] = Secret.FromText(credential.UserName);
                values["password"] = new Secret(credential.Password);
                break;
            case IDictionary table when name.Length == 0:
                foreach (DictionaryEntry entry in table)
                    Read(entry.Value ?? "", $"{entry.Key}", values);
                break;
        }
    }

    private static object PropertyValue(object value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
