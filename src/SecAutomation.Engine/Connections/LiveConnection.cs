using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Manifests.Batches;
using SecAutomation.Engine.Manifests.Connections;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Settings;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Projection.Maps;
using SecAutomation.Engine.Resilience;

namespace SecAutomation.Engine.Connections;

/// <summary>
/// A connection that can be talked over. It lives as long as its registration and serves any number of calls at once: one door, one login, one rate
/// budget for the whole process. What is heard on the way goes to the observer of the call.
/// </summary>
public sealed class LiveConnection : IAsyncDisposable
{
    private readonly HttpDoor _door;
    private readonly ConcurrentDictionary<StreamManifest, FieldMap> _maps = new();

    private readonly Bundling _bundling;

    private LiveConnection(ConnectionSettings settings, ConnectionManifest manifest, Uri baseUrl, TemplateValues values, HttpDoor door, Bundling bundling, TimeProvider time) =>
        (Settings, Manifest, BaseUrl, Values, _door, _bundling, Time) = (settings, manifest, baseUrl, values, door, bundling, time);

    /// <summary>What it was opened with.</summary>
    public ConnectionSettings Settings { get; }

    /// <summary>Its name.</summary>
    public string Name => Settings.Name;

    /// <summary>Its connector.</summary>
    public ConnectorManifest Connector => Settings.Connector;

    /// <summary>The address of its requests, the connector's base path included.</summary>
    public Uri BaseUrl { get; }

    /// <summary>Its clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>How many requests a call may have under way at once.</summary>
    public int ThrottleLimit => Settings.ThrottleLimit ?? Manifest.Parallelism;

    /// <summary>Takes its secrets out of what is shown.</summary>
    public Redactor Redactor => _door.Redactor;

    /// <summary>The settings with their defaults.</summary>
    public TemplateValues Values { get; }

    /// <summary>What the connector says of connections.</summary>
    public ConnectionManifest Manifest { get; }

    /// <summary>How many requests the product takes from this connection; null: not known.</summary>
    public RateLimit? Limit => LimitOf(Manifest, Values);

    /// <summary>How many requests the product takes, in one sentence.</summary>
    public string Budget => Limit is { } limit
        ? string.Create(CultureInfo.InvariantCulture, $"{limit.Requests} requests in {limit.Per.TotalSeconds:0.##} seconds, {ThrottleLimit} at once.")
        : string.Create(CultureInfo.InvariantCulture, $"The connector knows no limit; {ThrottleLimit} requests run at once.");

    /// <summary>Opens a connection. Nothing is sent yet.</summary>
    /// <exception cref="FailureException">
    /// <see cref="FailureId.ConnectionInvalid"/>: the connector has no live side, a setting is missing, unknown or not allowed, or the address is no
    /// https address.
    /// </exception>
    public static LiveConnection Open(ConnectionSettings settings, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(time);
        ConnectionManifest manifest = settings.Connector.Connection
            ?? throw Invalid(settings.Name, $"{settings.Connector.Title} is read from files alone; there is nothing to connect to", "Use -Path.");
        Uri url = Address(settings.Name, settings.Url, manifest);
        TemplateValues values = Check(settings, manifest);
        var baseUrl = new Uri(url.AbsoluteUri.TrimEnd('/') + manifest.BasePath + "/");
        Authenticator? authenticator = manifest.Authentication.Create(baseUrl, values, [.. settings.Secret.Values]);
        var definition = new HttpDoorDefinition
        {
            BaseUrl = baseUrl,
            UserAgent = string.Create(CultureInfo.InvariantCulture, $"SecAutomation/{Assembly.GetExecutingAssembly().GetName().Version?.ToString(3)}"),
            Proxy = settings.Proxy,
            Line = settings.Line,
            CertificateAuthority = settings.CertificateAuthority,
            ClientCertificate = settings.ClientCertificate,
            Retry = manifest.Retry,
            Limit = LimitOf(manifest, values),
            Error = manifest.Error,
            SecretSetting = [.. manifest.Setting.Where(setting => setting.IsSecret).Select(setting => setting.Name)],
        };
        if (definition.Retry.AttemptTimeout < definition.IdleLimit)
            definition = definition with { IdleLimit = definition.Retry.AttemptTimeout };
        var door = new HttpDoor(definition, authenticator, SilentHttpObserver.Instance, time);
        foreach (Secret secret in settings.Secret.Values)
            door.Redactor.Hide(secret);

        return new LiveConnection(settings, manifest, baseUrl, values, door, new Bundling(), time);
    }

    /// <summary>The same connection, door, login and budget included, for a call that wants another number of requests at once.</summary>
    /// <param name="limit">How many requests may be under way at once; null: as it is.</param>
    /// <returns>A view that is not disposed: the connection is.</returns>
    public LiveConnection WithThrottleLimit(int? limit) =>
        limit is null ? this : new LiveConnection(Settings with { ThrottleLimit = limit }, Manifest, BaseUrl, Values, _door, _bundling, Time);

    /// <summary>Sends a request.</summary>
    /// <param name="template">The request.</param>
    /// <param name="values">What its placeholders stand for, beside the settings.</param>
    /// <param name="observer">Hears what happens on behalf of this call.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>An answer with a status from 200 to 299, or one that the template expects.</returns>
    /// <exception cref="FailureException">See <see cref="HttpDoor.SendAsync(HttpCall, CancellationToken)"/>.</exception>
    public Task<HttpAnswer> SendAsync(RequestTemplate template, TemplateValues values, IHttpObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(template);
        return SendAsync(Fill(template, $"{Name}, {template.Purpose}", values), observer, cancellationToken);
    }

    /// <summary>Whether nobody has sent anything for so long.</summary>
    internal bool IsIdle(TimeSpan time) => _door.IsIdle(time);

    /// <summary>Logs off where there is something to log off from, and closes the connections.</summary>
    public ValueTask DisposeAsync() => _door.DisposeAsync();

    /// <summary>How several requests travel in one; null where the product takes each by itself, or refused to take them together.</summary>
    internal BundleManifest? Bundle => _bundling.IsRefused ? null : Manifest.Bundle;

    /// <summary>Notes that the product does not take several requests in one.</summary>
    /// <returns>False where that was known.</returns>
    internal bool RefuseBundles() => _bundling.Refuse();

    /// <summary>Takes an answer that came inside of the answer to another request.</summary>
    internal Task<HttpAnswer> TakeAsync(HttpCall call, HttpResponseMessage part, IHttpObserver observer, CancellationToken cancellationToken) =>
        _door.TakeAsync(call, part, observer, cancellationToken);

    /// <summary>Whether a stream is read over this connection: it has a live side, and the settings ask for it.</summary>
    internal bool Reads(StreamManifest stream) =>
        stream.Live is { } live && live.OnlyWith.All(pair => Values.Find(pair.Key) is string value && value == pair.Value);

    /// <summary>A stream's field map with the settings of this connection.</summary>
    /// <exception cref="FailureException"><see cref="FailureId.ConnectionInvalid"/>: a setting cannot stand in a path.</exception>
    internal FieldMap MapOf(StreamManifest stream)
    {
        if (stream.WithSettings is not { } definition)
            return stream.Map;
        try
        {
            return _maps.GetOrAdd(stream, _ => FieldMap.Compile(SettingPaths.Fill(definition, name => Values.Find(name) as string)));
        }
        catch (FieldPathException wrong)
        {
            throw Invalid(Name, $"a setting cannot stand in the path '{wrong.Path}': {wrong.Reason}", "Register it again with another value.");
        }
    }

    /// <summary>A request ready to be sent.</summary>
    internal HttpCall Fill(RequestTemplate template, string source, TemplateValues values) => template.Fill(source, BaseUrl, Values.With(values));

    /// <summary>Sends a request.</summary>
    internal async Task<HttpAnswer> SendAsync(HttpCall call, IHttpObserver observer, CancellationToken cancellationToken)
    {
        try
        {
            return await _door.SendAsync(call, observer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ObjectDisposedException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new FailureException(FailureId.ConnectionFailed, $"{call.Source}: the connection was unregistered meanwhile.", "Register it again, and run the command again.", call.Source, exception);
        }
    }

    /// <summary>The address of a connection.</summary>
    /// <param name="name">The connection.</param>
    /// <param name="url">The address that the user gave; null: the connector's.</param>
    /// <param name="manifest">What the connector says.</param>
    /// <exception cref="FailureException"><see cref="FailureId.ConnectionInvalid"/>.</exception>
    internal static Uri Address(string name, Uri? url, ConnectionManifest manifest)
    {
        Uri address = url ?? manifest.DefaultUrl ?? throw Invalid(name, "the address is missing", $"Give -Url, for example {manifest.ExampleUrl}.");

        // First, so that no other message repeats a password that stands in the address.
        if (address.IsAbsoluteUri && (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0))
            throw Invalid(name, "the address holds more than host and path", "Give the credential by -Credential or -Setting.");
        if (manifest.Scheme.Count > 0)
            return Foreign(name, address, manifest);
        if (!address.IsAbsoluteUri || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            throw Invalid(name, $"'{address.OriginalString}' is no https address", "A credential is never sent in the clear; http:// is taken for this machine alone.");

        return address;
    }

    // An address of something that does not speak HTTP; whoever speaks to it sees to its encryption.
    private static Uri Foreign(string name, Uri address, ConnectionManifest manifest)
    {
        if (!address.IsAbsoluteUri || !manifest.Scheme.Contains(address.Scheme, StringComparer.OrdinalIgnoreCase) || address.Host.Length == 0)
            throw Invalid(name, $"'{address.OriginalString}' is no address of it", $"Give -Url like {manifest.ExampleUrl}.");

        return address.Port < 0 && manifest.Port is { } port ? new UriBuilder(address) { Port = port }.Uri : address;
    }

    private static RateLimit? LimitOf(ConnectionManifest manifest, TemplateValues values) =>
        manifest.LimitWith.Where(pair => values.Find(pair.Key) is not null).Select(pair => pair.Value).FirstOrDefault() ?? manifest.Limit;

    private static TemplateValues Check(ConnectionSettings settings, ConnectionManifest manifest)
    {
        foreach (string name in settings.Setting.Keys.Concat(settings.Secret.Keys))
        {
            if (!manifest.Setting.Any(setting => setting.Name == name))
                throw Invalid(settings.Name, $"{settings.Connector.Title} has no setting '{name}'", Spelling.Offer(name, manifest.Setting.Select(setting => setting.Name)));
        }

        TemplateValues values = TemplateValues.Empty;
        foreach (ConnectorSetting setting in manifest.Setting)
        {
            object? value = setting.IsSecret ? settings.Secret.GetValueOrDefault(setting.Name)
                : settings.Setting.GetValueOrDefault(setting.Name) is { Length: > 0 } text ? text : setting.Default;
            if (value is null && setting.IsRequired)
                throw Invalid(settings.Name, $"the setting '{setting.Name}' ({setting.Title}) is missing", setting.IsSecret ? "Give it by -Credential, or as a SecureString in -Setting." : "Give it in -Setting.");
            if (value is string given && setting.Allowed.Count > 0 && !setting.Allowed.Contains(given, StringComparer.Ordinal))
                throw Invalid(settings.Name, $"'{given}' is no value of the setting '{setting.Name}'", Spelling.Offer(given, setting.Allowed));
            if (setting.IsAddress && value is string server)
                _ = Address(settings.Name, Uri.TryCreate(server, UriKind.Absolute, out Uri? url) ? url : new Uri(server, UriKind.Relative), manifest);
            values = values.With(setting.Name, value);
        }

        return values;
    }

    private static FailureException Invalid(string name, string what, string nextStep) =>
        new(FailureId.ConnectionInvalid, $"The connection {name} cannot be used: {what}.", nextStep, name);

    // All views of one connection share it.
    private sealed class Bundling
    {
        private int _isRefused;

        public bool IsRefused => Volatile.Read(ref _isRefused) != 0;

        public bool Refuse() => Interlocked.Exchange(ref _isRefused, 1) == 0;
    }
}
