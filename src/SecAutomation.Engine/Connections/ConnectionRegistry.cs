using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Manifests.Connections;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Settings;

namespace SecAutomation.Engine.Connections;

/// <summary>
/// The connections of this process: those that were registered in it, and those that are kept for every process. All runspaces and threads see the
/// same ones. A connection is opened when it is first used, and stays open for all who use it.
/// </summary>
public static class ConnectionRegistry
{
    private const int MostRetired = 16;

    // The body of an answer may be read for long, and between two requests of a read there may be work.
    private static readonly TimeSpan s_idle = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(5);
    private static readonly object s_gate = new();
    private static readonly Dictionary<string, ConnectionRegistration> s_session = new(StringComparer.OrdinalIgnoreCase);

    // Role to name, as this process was told.
    private static readonly Dictionary<string, string> s_default = new(StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<string, OpenConnection> s_open = new(StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentQueue<OpenConnection> s_retired = new();
    private static int s_saysFarewell;

    /// <summary>The file that keeps connections.</summary>
    public static ConnectionFile File => new(ConnectionFile.DefaultPath);

    /// <summary>Registers a connection; one of the same name gives way.</summary>
    /// <param name="registration">The connection. Its default roles are taken from whoever had them.</param>
    /// <exception cref="FailureException">It is to be kept, and the file of connections cannot be used. Nothing was registered.</exception>
    public static void Register(ConnectionRegistration registration)
    {
        ArgumentNullException.ThrowIfNull(registration);
        if (registration.IsPersisted)
            Persist(registration);

        lock (s_gate)
        {
            s_session[registration.Name] = registration;
            foreach (string role in s_default.Where(pair => Same(pair.Value, registration.Name)).Select(pair => pair.Key).ToArray())
                s_default.Remove(role);

            foreach (string role in registration.DefaultRole)
                s_default[role] = registration.Name;
        }

        if (s_open.TryGetValue(registration.Name, out OpenConnection? open) && !open.IsOf(registration))
            Retire(registration.Name);
    }

    /// <summary>Every connection, by name.</summary>
    /// <param name="failure">Why the kept ones are not among them; null where they are.</param>
    public static IReadOnlyList<ConnectionRegistration> All(out FailureException? failure)
    {
        ConnectionDocument document = TryRead(out failure);
        lock (s_gate)
        {
            IEnumerable<ConnectionRegistration> kept = document.Connection.Where(entry => !s_session.ContainsKey(entry.Name)).Select(entry => entry.ToRegistration());
            return [.. s_session.Values.Concat(kept).Select(WithDefaults).OrderBy(connection => connection.Name, StringComparer.OrdinalIgnoreCase)];
        }
    }

    /// <summary>The connection of a name.</summary>
    /// <exception cref="FailureException"><see cref="FailureId.ConnectionNotFound"/>, or the file of connections cannot be used.</exception>
    public static ConnectionRegistration Find(string name)
    {
        IReadOnlyList<ConnectionRegistration> all = All(out FailureException? failure);
        if (all.FirstOrDefault(connection => Same(connection.Name, name)) is { } found)
            return found;

        throw failure ?? new FailureException(
            FailureId.ConnectionNotFound, $"There is no connection {name}.",
            all.Count == 0 ? "Register it with Register-SecConnection." : Spelling.Offer(name, all.Select(connection => connection.Name)), name);
    }

    /// <summary>The connection that is used for a role where nobody names one; null where there is none.</summary>
    /// <param name="role">The role, for example <c>Scanner</c>.</param>
    /// <exception cref="FailureException">The file of connections cannot be used, and nothing in this process answers.</exception>
    public static ConnectionRegistration? Default(string role)
    {
        ConnectionRegistration? found = All(out FailureException? failure).FirstOrDefault(connection => connection.DefaultRole.Contains(role, StringComparer.OrdinalIgnoreCase));
        return found ?? (failure is null ? null : throw failure);
    }

    /// <summary>Opens a connection, or gives the one that is open already.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="connectors">Gives the connector of a name.</param>
    /// <param name="session">Where secrets can be had; asked when the connection is first used.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="FailureException">
    /// <see cref="FailureId.ConnectionNotFound"/>, <see cref="FailureId.ConnectorNotFound"/>, <see cref="FailureId.ConnectionInvalid"/>,
    /// <see cref="FailureId.SecretMissing"/>, <see cref="FailureId.SecretExposed"/>, or its certificate authority cannot be read.
    /// </exception>
    public static LiveConnection Open(string name, Func<string, ConnectorManifest> connectors, ISecretSession session, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(connectors);
        ArgumentNullException.ThrowIfNull(session);
        ConnectionRegistration registration = Find(name);
        while (true)
        {
            OpenConnection open = s_open.GetOrAdd(registration.Name, static (_, connection) => new OpenConnection(connection), registration);
            if (open.IsOf(registration))
            {
                SayFarewellAtTheEnd();
                return open.Get(() => LiveConnection.Open(Settings(registration, connectors(registration.Connector), session), time));
            }

            // The file of connections was changed meanwhile.
            Retire(registration.Name);
        }
    }

    /// <summary>Lets the next use of a connection read its secrets anew, because the server refused them.</summary>
    public static void Forget(string name) => Retire(name);

    /// <summary>Lets the next use of each connection of a connector open it anew, because the connector is another now.</summary>
    public static void ForgetConnector(string connector)
    {
        foreach ((string name, OpenConnection open) in s_open)
        {
            if (open.Uses(connector))
                Retire(name);
        }
    }

    /// <summary>Removes a connection, in this process and from the file.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="FailureException"><see cref="FailureId.ConnectionNotFound"/>, or the file of connections cannot be used.</exception>
    public static void Remove(string name)
    {
        ConnectionRegistration registration = Find(name);
        if (TryRead(out _).Connection.Any(entry => Same(entry.Name, name)))
            File.Change(document => document with { Connection = [.. document.Connection.Where(entry => !Same(entry.Name, name))] });

        lock (s_gate)
        {
            s_session.Remove(name);
            foreach (string role in s_default.Where(pair => Same(pair.Value, name)).Select(pair => pair.Key).ToArray())
                s_default.Remove(role);
        }

        Close(registration.Name);
    }

    /// <summary>The folders of the user's own connectors that are kept for every process.</summary>
    /// <param name="failure">Why they are not known; null where they are.</param>
    public static IReadOnlyList<string> ConnectorFolders(out FailureException? failure) => TryRead(out failure).ConnectorFolder;

    /// <summary>Keeps the folder of a connector for every process.</summary>
    /// <param name="folder">Its full path.</param>
    /// <exception cref="FailureException">The file of connections cannot be used.</exception>
    public static void KeepConnectorFolder(string folder) => File.Change(document =>
        document.ConnectorFolder.Contains(folder, StringComparer.Ordinal) ? document : document with { ConnectorFolder = [.. document.ConnectorFolder, folder] });

    /// <summary>What a connection that does not speak HTTP is used with, its secrets included.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="connectors">Gives the connector of a name.</param>
    /// <param name="session">Where secrets can be had.</param>
    /// <exception cref="FailureException">See <see cref="Open"/>.</exception>
    public static ConnectionSettings Read(string name, Func<string, ConnectorManifest> connectors, ISecretSession session)
    {
        ArgumentNullException.ThrowIfNull(connectors);
        ArgumentNullException.ThrowIfNull(session);
        ConnectionRegistration registration = Find(name);
        return Settings(registration, connectors(registration.Connector), session);
    }

    private static ConnectionSettings Settings(ConnectionRegistration registration, ConnectorManifest connector, ISecretSession session)
    {
        ConnectionManifest manifest = connector.Connection ?? throw new FailureException(
            FailureId.ConnectionInvalid, $"{connector.Title} reads files alone; there is nothing to connect to.", "Use -Path.", registration.Name);
        var reading = new SecretReading(registration, session);
        Dictionary<string, string> texts = new(registration.Setting, StringComparer.Ordinal);
        Dictionary<string, Secret> secrets = new(StringComparer.Ordinal);
        foreach (ConnectionSecret source in registration.Secret)
        {
            ConnectorSetting setting = manifest.Setting.Append(ClientCertificateFile.Password).FirstOrDefault(setting => setting.Name == source.Setting) ?? throw new FailureException(
                FailureId.ConnectionInvalid, $"The connection {registration.Name} has a setting {source.Setting}, which {connector.Title} does not know.",
                "Register it again.", registration.Name);
            Secret value = reading.Read(setting, source);
            if (setting.IsSecret)
                secrets[setting.Name] = value;
            else
                texts[setting.Name] = value.Use(text => text);
        }

        // It opens the certificate, and no template of the connector may name it.
        secrets.Remove(ClientCertificateFile.Password.Name, out Secret? ofCertificate);
        return new ConnectionSettings
        {
            Name = registration.Name,
            Connector = connector,
            Url = registration.Url,
            Setting = texts,
            Secret = secrets,
            CertificateAuthority = [.. registration.CertificateAuthority.SelectMany<string, X509Certificate2>(CertificateAuthorityFile.Read)],
            ClientCertificate = registration.ClientCertificate.Count == 0 ? [] : ClientCertificateFile.Read(registration.ClientCertificate, ofCertificate),
            Proxy = registration.Proxy is { } proxy ? new WebProxy(proxy) : null,
            ThrottleLimit = registration.ThrottleLimit,
        };
    }

    private static void Persist(ConnectionRegistration registration) => File.Change(document =>
    {
        IEnumerable<ConnectionEntry> others = document.Connection
            .Where(entry => !Same(entry.Name, registration.Name))
            .Select(entry => entry with { DefaultRole = [.. entry.DefaultRole.Except(registration.DefaultRole, StringComparer.OrdinalIgnoreCase)] });
        return document with { Connection = [.. others.Append(ConnectionEntry.Of(registration)).OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)] };
    });

    private static ConnectionDocument TryRead(out FailureException? failure)
    {
        failure = null;
        try
        {
            return File.Read();
        }
        catch (FailureException unusable)
        {
            failure = unusable;
            return ConnectionDocument.Empty;
        }
    }

    private static ConnectionRegistration WithDefaults(ConnectionRegistration connection)
    {
        IEnumerable<string> kept = connection.IsPersisted ? connection.DefaultRole.Where(role => !s_default.ContainsKey(role)) : [];
        IEnumerable<string> said = s_default.Where(pair => Same(pair.Value, connection.Name)).Select(pair => pair.Key);
        return connection with { DefaultRole = [.. kept.Union(said, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)] };
    }

    private static bool Same(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    // Others may be in the middle of a read over it: they go on, and it is closed once nobody uses it and many have followed it, or at the end.
    private static void Retire(string name)
    {
        if (!s_open.TryRemove(name, out OpenConnection? open))
            return;

        s_retired.Enqueue(open);
        for (int more = s_retired.Count - MostRetired; more > 0 && s_retired.TryDequeue(out OpenConnection? oldest); more--)
        {
            if (oldest.IsIdle(s_idle))
                _ = oldest.CloseAsync();
            else
                s_retired.Enqueue(oldest);
        }
    }

    private static void Close(string name)
    {
        if (s_open.TryRemove(name, out OpenConnection? open))
            _ = open.CloseAsync();
    }

    // Sessions are logged off from, as far as their servers answer soon.
    private static void SayFarewellAtTheEnd()
    {
        if (Interlocked.Exchange(ref s_saysFarewell, 1) == 0)
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Task.WhenAll(s_open.Values.Concat(s_retired).Select(open => open.CloseAsync())).Wait(s_farewell);
    }
}
