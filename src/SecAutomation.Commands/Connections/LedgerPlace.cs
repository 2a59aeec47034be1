using System.Management.Automation;
using SecAutomation.Commands.Delivery;
using SecAutomation.Engine.Connections;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Commands.Connections;

/// <summary>Where the ledger of a call is: in the file beside the local tickets, or in a database that several machines share.</summary>
internal sealed class LedgerPlace
{
    /// <summary>What the product of a ledger's connection is to the job.</summary>
    public const string Role = "Ledger";

    private readonly string _file;
    private readonly LedgerServer? _server;

    private LedgerPlace(string file, LedgerServer? server) => (_file, _server) = (file, server);

    /// <summary>Where it is, without a secret.</summary>
    public string Location => _server?.ToString() ?? _file;

    /// <summary>Whether there may be one already; a file that is not there is not made by a question.</summary>
    public bool MayExist => _server is not null || File.Exists(_file);

    /// <summary>The file beside the local tickets.</summary>
    public static LedgerPlace Beside(string store) => new(TicketLedger.BesideStore(store), null);

    /// <summary>The place of a call. On the pipeline's thread, where vaults and the prompt can be reached.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="name">The connection that was named; null: the default one, unless a store was named.</param>
    /// <param name="store">The file of the local tickets.</param>
    /// <param name="isStoreNamed">Whether the caller named it.</param>
    /// <exception cref="FailureException">The connection is not there, is none of a ledger, or lacks a secret.</exception>
    public static LedgerPlace Of(PSCmdlet cmdlet, string? name, string store, bool isStoreNamed)
    {
        name ??= isStoreNamed ? null : ConnectionRegistry.Default(Role)?.Name;
        if (name is null)
            return Beside(store);

        ConnectionRegistration connection = ConnectionUse.Find(cmdlet, name, Role);
        return new LedgerPlace(store, Server(ConnectionRegistry.Read(connection.Name, ConnectorSource.Find, new SecretSession(cmdlet))));
    }

    /// <summary>Opens it; it is made where needed.</summary>
    public Task<TicketLedger> OpenAsync(TimeProvider time, CancellationToken token)
    {
        LedgerOptions options = new() { Time = time, IsGone = RunOwner.IsGone };
        return _server is null ? TicketLedger.OpenFileAsync(_file, options, token) : TicketLedger.OpenServerAsync(_server, options, token);
    }

    /// <summary>The database of a connection.</summary>
    public static LedgerServer Server(ConnectionSettings settings)
    {
        Uri url = settings.Url!;
        string database = Uri.UnescapeDataString(url.AbsolutePath.Trim('/'));
        if (database.Length == 0 || database.Contains('/', StringComparison.Ordinal))
            throw new FailureException(FailureId.ConnectionInvalid, $"The address of the connection {settings.Name} names no database.", $"Register it with -Url like {settings.Connector.Connection!.ExampleUrl}.", settings.Name);

        return new LedgerServer
        {
            Host = url.DnsSafeHost,
            Port = url.Port,
            Database = database,
            UserName = settings.Setting.GetValueOrDefault("user") ?? "",
            Password = settings.Secret.GetValueOrDefault("password")?.Use(text => text),
            Schema = settings.Setting.GetValueOrDefault("schema") is { Length: > 0 } schema ? schema : null,
            Authority = settings.CertificateAuthority,

            // Whoever names an authority wants it asked, on this machine too.
            RequiresTls = !url.IsLoopback || settings.CertificateAuthority.Count > 0,
        };
    }
}
