using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Manifests.Connections;
using SecAutomation.Engine.Manifests.Settings;

namespace SecAutomation.Commands.Connections;

/// <summary>A connector as users see it.</summary>
internal static class ConnectorShape
{
    /// <summary>The connector's object.</summary>
    public static SecConnector Of(ConnectorManifest connector)
    {
        ConnectionManifest? live = connector.Connection;
        return new SecConnector
        {
            Name = connector.Name,
            Title = connector.Title,
            Role = [.. connector.Role.Select(role => role.ToString())],
            IsLive = live is not null,
            Setting = [.. (live?.Setting ?? []).Select(Of)],
            Url = live?.DefaultUrl?.AbsoluteUri,
            Version = [.. connector.Version],
            DocUrl = connector.DocUrl,
            Source = ConnectorSource.Folder(connector.Name) ?? "",
            Example = live is null ? "" : Example(connector, live),
        };
    }

    private static SecConnectorSetting Of(ConnectorSetting setting) => new()
    {
        Name = setting.Name,
        Title = setting.Title,
        IsSecret = setting.IsSecret,
        IsRequired = setting.IsRequired,
        Default = setting.Default,
        Allowed = [.. setting.Allowed],
        CredentialPart = setting.Credential switch { CredentialPart.User => "UserName", CredentialPart.Password => "Password", _ => null },
    };

    private static string Example(ConnectorManifest connector, ConnectionManifest live)
    {
        string url = live.DefaultUrl is null ? $" -Url {live.ExampleUrl}" : "";
        string credential = live.Setting.Any(setting => setting.Credential is not null) ? " -Credential (Get-Credential)" : "";
        string[] texts = [.. live.Setting.Where(setting => setting is { Credential: null, IsRequired: true }).Select(setting =>
            setting.IsSecret ? $"{setting.Name} = Read-Host -AsSecureString" : $"{setting.Name} = ''")];
        string settings = texts.Length > 0 ? $" -Setting @{{ {string.Join("; ", texts)} }}" : "";
        return $"Register-SecConnection -Name {connector.Name.ToLowerInvariant()} -Connector {connector.Name}{url}{credential}{settings}";
    }
}
