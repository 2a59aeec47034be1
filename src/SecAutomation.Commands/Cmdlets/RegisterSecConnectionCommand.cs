using System.Collections;
using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Connections;
using SecAutomation.Commands.Transformation;
using SecAutomation.Engine.Connections;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Registers a connection to a product, for this process or for every later one.</summary>
[Cmdlet(VerbsLifecycle.Register, "SecConnection", SupportsShouldProcess = true)]
[OutputType(typeof(SecConnection))]
public sealed class RegisterSecConnectionCommand : SecCmdlet
{
    /// <summary>The name by which <c>-Connection</c> calls it.</summary>
    [Parameter(Mandatory = true, Position = 0), ValidatePattern(@"^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$")]
    public string Name { get; set; } = "";

    /// <summary>The connector, as Get-SecConnector lists it.</summary>
    [Parameter(Mandatory = true, Position = 1), ArgumentCompleter(typeof(LiveConnectorCompleter))]
    public string Connector { get; set; } = "";

    /// <summary>The address of the product; that of the connector where it has one for all.</summary>
    [Parameter]
    public Uri? Url { get; set; }

    /// <summary>User name and password, or what the connector puts in their place.</summary>
    [Parameter, Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Further settings by name; secret ones as SecureString.</summary>
    [Parameter, ValidateNotNull, ArgumentCompleter(typeof(SettingCompleter))]
    public Hashtable? Setting { get; set; }

    /// <summary>Where secrets are: one place for all, or a hashtable of settings and places.</summary>
    [Parameter, SecretSourceTransformation, ArgumentCompleter(typeof(SecretSourceCompleter))]
    public Hashtable? SecretSource { get; set; }

    /// <summary>Files with the only certificate authorities that are trusted, PEM or DER.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string[] CertificateAuthority { get; set; } = [];

    /// <summary>The certificate by which the connection shows who it is: a PFX or PEM file, or the certificate store.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string[] ClientCertificate { get; set; } = [];

    /// <summary>The proxy by way of which the product is reached, without a credential; what the environment says where it is not given.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>How many requests run at once at most.</summary>
    [Parameter, ValidateRange(1, 64)]
    public int? ThrottleLimit { get; set; }

    /// <summary>Use it for its roles where nobody names a connection.</summary>
    [Parameter]
    public SwitchParameter Default { get; set; }

    /// <summary>Keep it for later processes, without its secrets.</summary>
    [Parameter]
    public SwitchParameter Persist { get; set; }

    protected override void Accept()
    {
        ConnectionRegistration connection = new ConnectionDraft
        {
            Name = Name, Connector = ConnectorSource.Find(Connector), Url = Url, IsDefault = Default, IsPersisted = Persist, Proxy = Proxy, ThrottleLimit = ThrottleLimit, CertificateAuthority = [.. CertificateAuthority.Select(path => FullPath(path))],
        }.With(Credential).WithSettings(Setting).WithSources(SecretSource, FullPath).WithCertificate(ClientCertificate, FullPath).Complete();
        if (!ShouldProcess($"{Name} ({connection.Connector}, {connection.Url})", Persist ? $"Register connection and keep it in {ConnectionRegistry.File.Path}" : "Register connection"))
            return;
        ConnectionRegistry.Register(connection);
        FirstCall.Prepare(connection);
        if (Persist && !ConnectorSource.IsForEveryProcess(connection.Connector))
            WriteWarning($"{connection.Connector} is a connector of this process alone: Register-SecConnector -Persist lets later ones find it.");
        if (Persist && connection.Secret.Where(secret => secret.Source == SecAutomation.SecretSource.Session).Select(secret => secret.Setting).ToArray() is { Length: > 0 } held)
            WriteWarning($"{string.Join(" and ", held)} of {Name}: known to this process alone, and later ones ask. Unattended runs need -SecretSource.");
        WriteObject(ConnectionRegistry.Find(Name).Describe());
    }
}
