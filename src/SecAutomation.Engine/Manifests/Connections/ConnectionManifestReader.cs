using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests.Actions;
using SecAutomation.Engine.Manifests.Batches;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Settings;
using SecAutomation.Engine.Resilience;

namespace SecAutomation.Engine.Manifests.Connections;

/// <summary>Reads what a <c>connector.yaml</c> says of connections.</summary>
internal static class ConnectionManifestReader
{
    private static readonly string[] s_keys = ["settings", "authentication", "rate", "bundle", "errors", "test"];

    private static readonly FailureId[] s_failures =
    [
        FailureId.CredentialRefused, FailureId.PermissionMissing, FailureId.RequestRefused, FailureId.RequestTooLarge, FailureId.RateLimited,
        FailureId.TimedOut, FailureId.ServerFailed, FailureId.ConnectionInvalid, FailureId.ReadIncomplete, FailureId.LimitExceeded, FailureId.TicketNotFound, FailureId.TicketClosed,
    ];

    /// <summary>The failures that an entry of <c>errors</c> may name.</summary>
    public static IReadOnlyList<string> Failures { get; } = [.. s_failures.Select(Words<FailureId>.Of)];

    /// <summary>Reads it.</summary>
    /// <param name="connector">The connector's map.</param>
    /// <param name="settings">Its settings.</param>
    /// <returns>Null where the connector reads files alone, or where it cannot be used, which was reported.</returns>
    public static ConnectionManifest? Read(MapReader connector, ConnectorSettings settings)
    {
        if (!connector.Has("url"))
        {
            foreach (string key in s_keys.Where(connector.Has))
                connector.Problems.Add(connector.File, connector.Place(key), $"'{key}' is for connections, and the connector has no 'url'.");
            foreach (string key in s_keys)
                connector.Node(key);
            connector.Node("url");
            return null;
        }

        var scope = new TemplateScope(settings, []);
        MapReader? url = connector.Child("url", "the address");
        ManifestScalar? address = url?.Scalar("default");
        string example = url?.Text("example", required: address is null) ?? "";
        ManifestScalar? path = url?.Scalar("path");
        IReadOnlyList<ManifestScalar> schemes = url?.Scalars("schemes") ?? [];
        int? port = url?.Number("port", 1, 65_535);
        url?.Close();
        if (address is not null && !(Uri.TryCreate(address.Text, UriKind.Absolute, out Uri? parsed) && parsed.Scheme == Uri.UriSchemeHttps))
            connector.Problems.Add(connector.File, address, $"'default' is an https address, not '{address.Text}'.");
        if (path is not null && !path.Text.StartsWith('/'))
            connector.Problems.Add(connector.File, path, $"'path' begins with '/', not '{path.Text}'.");
        AuthenticationManifest? authentication = AuthenticationReader.Read(connector, scope);
        (RetryDefinition retry, RateLimit? limit, int parallelism, IReadOnlyDictionary<string, RateLimit> limitWith) = ReadRate(connector, settings);
        BundleManifest? bundle = BundleReader.Read(connector, scope);
        IReadOnlyList<ErrorRule> errors = [.. connector.Children("errors", "an error").Select(ReadError).OfType<ErrorRule>()];
        ConnectionTest test = ReadTest(connector, scope);
        return authentication is null || url is null ? null : new ConnectionManifest
        {
            Setting = settings.All,
            DefaultUrl = address is not null && Uri.TryCreate(address.Text, UriKind.Absolute, out Uri? usual) ? usual : null,
            ExampleUrl = example,
            Scheme = [.. schemes.Select(scheme => scheme.Text)],
            Port = port,
            BasePath = path?.Text.TrimEnd('/') ?? "",
            Authentication = authentication,
            Retry = retry,
            Limit = limit,
            LimitWith = limitWith,
            Parallelism = parallelism,
            Bundle = bundle,
            Error = errors,
            Test = test,
        };
    }

    private static (RetryDefinition Retry, RateLimit? Limit, int Parallelism, IReadOnlyDictionary<string, RateLimit> LimitWith) ReadRate(
        MapReader connector, ConnectorSettings settings)
    {
        const int usual = 4;
        if (connector.Child("rate", "the rate") is not { } reader)
            return (new RetryDefinition(), null, usual, new Dictionary<string, RateLimit>(StringComparer.Ordinal));
        int? requests = reader.Number("requests", 1, 1_000_000);
        int? seconds = reader.Number("seconds", 1, 86_400, required: requests is not null);
        int? attempts = reader.Number("attempts", 1, 20);
        int? timeout = reader.Number("timeoutSeconds", 1, 3600);
        int? least = reader.Number("leastBytesPerSecond", 1, 1_000_000);
        int? parallel = reader.Number("parallel", 1, 64);
        IReadOnlyList<int> waitStatus = RequestReader.ReadStatuses(reader, "waitStatus");
        List<WaitHeader> headers = [];
        MapReader? wait = reader.Child("waitHeaders", "the headers that name a wait");
        foreach (ManifestEntry entry in wait?.TakeAll().ToList() ?? [])
        {
            if (wait!.Word<WaitUnit>(entry.Key.Text) is { } unit)
                headers.Add(new WaitHeader(entry.Key.Text, unit));
        }

        var limitWith = new Dictionary<string, RateLimit>(StringComparer.Ordinal);
        MapReader? more = reader.Child("requestsWith", "the requests that a setting allows");
        foreach (ManifestEntry entry in more?.TakeAll().ToList() ?? [])
        {
            if (!settings.Use(entry.Key.Text))
                more!.Problems.Add(more.File, entry.Key, $"'{entry.Key.Text}' is no setting. {Spelling.Offer(entry.Key.Text, settings.Names)}");
            if (more!.Number(entry.Key.Text, 1, 1_000_000) is { } allowed)
                limitWith[entry.Key.Text] = new RateLimit(allowed, TimeSpan.FromSeconds(seconds ?? 1));
        }

        if (seconds is not null && requests is null)
            reader.Problems.Add(reader.File, reader.Place("seconds"), "'seconds' changes nothing without 'requests'.");
        reader.Close();
        var retry = new RetryDefinition { WaitHeader = headers, WaitStatus = waitStatus };
        retry = retry with
        {
            Attempts = attempts ?? retry.Attempts,
            LeastBytesPerSecond = least ?? retry.LeastBytesPerSecond,
            AttemptTimeout = timeout is { } limit ? TimeSpan.FromSeconds(limit) : retry.AttemptTimeout,
        };
        return (retry, requests is { } number && seconds is { } per ? new RateLimit(number, TimeSpan.FromSeconds(per)) : null, parallel ?? usual, limitWith);
    }

    private static ErrorRule? ReadError(MapReader reader)
    {
        IReadOnlyList<int> status = RequestReader.ReadStatuses(reader, "status");
        string text = reader.Text("text");
        ManifestScalar? word = reader.Scalar("failure", required: true);
        string? next = reader.Scalar("next")?.Text;
        reader.Close();
        if (status.Count == 0)
            reader.Problems.Add(reader.File, reader.Map, "The key 'status' of an error is missing.");
        if (text.Length == 0 && status.Any(one => one is >= 200 and < 300))
            reader.Problems.Add(reader.File, reader.Map, "An error with a status from 200 to 299 needs the 'text' that such an answer begins with.");
        if (word is null)
            return null;
        if (Failures.Contains(word.Text, StringComparer.Ordinal))
            return new ErrorRule(status, text, Words<FailureId>.Parse(word.Text)!.Value, next);
        reader.Problems.Add(reader.File, word, $"'{word.Text}' is no value of 'failure'. {Spelling.Offer(word.Text, Failures)}");
        return null;
    }

    private static ConnectionTest ReadTest(MapReader connector, TemplateScope scope)
    {
        if (connector.Child("test", "the test of a connection") is not { } reader)
            return new ConnectionTest();
        ConnectionQuestion? identity = reader.Child("identity", "a question") is { } who ? ReadQuestion(who, scope, "who the connection is", hasTitle: false) : null;
        ConnectionQuestion? version = reader.Child("version", "a question") is { } what ? ReadQuestion(what, scope, "the product's version", hasTitle: false) : null;
        IReadOnlyList<ConnectionQuestion> rights =
            [.. reader.Children("rights", "a right").Select(right => ReadQuestion(right, scope, "", hasTitle: true)).OfType<ConnectionQuestion>()];
        reader.Close();
        return new ConnectionTest { Identity = identity, Version = version, Right = rights };
    }

    private static ConnectionQuestion? ReadQuestion(MapReader reader, TemplateScope scope, string title, bool hasTitle)
    {
        if (hasTitle)
            title = reader.Text("title", required: true);
        RequestTemplate? request = RequestReader.Read(reader, "request", scope, RequestKind.Read, title, required: true);
        IReadOnlyList<ManifestScalar> value = reader.Scalars("value", required: !hasTitle);
        reader.Close();
        AnswerMap? answer = value.Count == 0
            ? null
            : AnswerMap.Compile(reader.File, reader.Problems, [KeyValuePair.Create(ConnectionQuestion.Value, value)], reader.Map);
        return request is null ? null : new ConnectionQuestion { Title = title, Request = request, Answer = answer };
    }
}
