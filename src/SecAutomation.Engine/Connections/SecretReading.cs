using System.Text;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Manifests.Settings;

namespace SecAutomation.Engine.Connections;

/// <summary>Gets the secrets of one connection from where they are.</summary>
/// <param name="registration">The connection.</param>
/// <param name="session">Vaults and the prompt.</param>
internal sealed class SecretReading(ConnectionRegistration registration, ISecretSession session)
{
    private const int MostBytes = 64 * 1024;

    private readonly Dictionary<string, IReadOnlyDictionary<string, Secret>> _entry = new(StringComparer.Ordinal);

    /// <summary>The value of a setting.</summary>
    /// <param name="setting">What the connector says of the setting.</param>
    /// <param name="source">Where it comes from.</param>
    /// <exception cref="FailureException">
    /// <see cref="FailureId.SecretMissing"/>: it is not there, or nobody can be asked; <see cref="FailureId.SecretExposed"/>: others may read it.
    /// </exception>
    public Secret Read(ConnectorSetting setting, ConnectionSecret source) => source.Source switch
    {
        SecretSource.Session => registration.Given.TryGetValue(setting.Name, out Secret? given) ? given : throw Missing(setting, "is not known any more", "Register it again."),
        SecretSource.Vault => FromVault(setting, source.Place),
        SecretSource.Environment => FromVariable(setting, source.Place),
        SecretSource.File => FromFile(setting, source.Place),
        _ => session.Ask($"{setting.Title} for the connection {registration.Name} ({registration.Url.Host})") ?? throw Missing(
            setting, "is to be asked for, and nobody is there to answer",
            $"Register the connection with -SecretSource @{{ {setting.Name} = 'vault:…' }}, 'env:…' or 'file:…', so that it runs unattended."),
    };

    private Secret FromVault(ConnectorSetting setting, string place)
    {
        if (!_entry.TryGetValue(place, out IReadOnlyDictionary<string, Secret>? entry))
        {
            int slash = place.IndexOf('/', StringComparison.Ordinal);
            entry = session.ReadVault(slash < 0 ? null : place[..slash], place[(slash + 1)..]);
            _entry.Add(place, entry);
        }

        string[] names = [setting.Name, setting.Credential switch { CredentialPart.User => "user", CredentialPart.Password => "password", _ => "" }, ""];
        return names.Select(name => entry.FirstOrDefault(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)).Value)
                .FirstOrDefault(value => value is not null)
            ?? throw Missing(
                setting, $"is not in the vault entry {place}, which has {string.Join(", ", entry.Keys)}",
                $"Keep a PSCredential there, or a hashtable with the key {setting.Name}.");
    }

    private Secret FromVariable(ConnectorSetting setting, string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? Secret.FromText(value)
            : throw Missing(setting, $"is to be in the environment variable {name}, which is not set", $"Set {name} before the run.");

    private Secret FromFile(ConnectorSetting setting, string path)
    {
        try
        {
            if (OwnerRights.Others(path) is var others and not OthersAccess.None)
            {
                throw new FailureException(
                    FailureId.SecretExposed,
                    $"The connection {registration.Name} takes {setting.Name} from {path}, which others may {(others.HasFlag(OthersAccess.Read) ? "read" : "change")}.",
                    OwnerRights.Remedy(path) + ", and change the secret at its server if others had it.",
                    path);
            }

            byte[] content = File.ReadAllBytes(path);
            string text = content.Length <= MostBytes ? Encoding.UTF8.GetString(content).TrimStart('\uFEFF').TrimEnd('\r', '\n') : "";
            return text.Length > 0
                ? Secret.FromText(text)
                : throw Missing(setting, $"is to be in {path}, which is {(content.Length == 0 ? "empty" : "no file with one value")}", "Write the value alone into the file.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Missing(setting, $"is to be in {path}, which cannot be read ({exception.Message.TrimEnd('.')})", "Check the path and its rights.", exception);
        }
    }

    private FailureException Missing(ConnectorSetting setting, string what, string nextStep, Exception? cause = null) => new(
        FailureId.SecretMissing, $"The connection {registration.Name}: {setting.Name} ({setting.Title}) {what}.", nextStep, registration.Name, cause);
}
