using System.IO.Compression;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;
using SecAutomation.Engine.Resilience;
using SecAutomation.Testing.Http;

namespace SecAutomation.Engine.Tests.Http;

public sealed class HttpDoorTests
{
    private const string Key = "s3cr3t/key+with=signs";
    private readonly RecordedObserver _observer = new();

    [Fact]
    public async Task Records_stream_from_the_socket_to_the_reader()
    {
        string[] names = [.. Enumerable.Range(0, 5000).Select(i => $"host-{i}")];
        byte[] body = Encoding.UTF8.GetBytes($"[{string.Join(',', names.Select(name => $$"""{"name":"{{name}}"}"""))}]");
        await using var server = new StubServer([
            new StubRule("GET", "/plain", new StubAnswer { Body = body }),
            new StubRule("GET", "/packed", new StubAnswer { Body = Gzip(body), Header = One("Content-Encoding", "gzip") }),
        ]);
        await using HttpDoor door = Door(server);
        (await ReadAsync(door, "/plain")).ShouldBe(names);
        (await ReadAsync(door, "/packed")).ShouldBe(names);
        server.Requests[0].Header["Accept-Encoding"].ShouldBe("gzip");
        server.Requests[0].Header["User-Agent"].ShouldBe("SecAutomation");
    }

    [Fact]
    public async Task An_address_arrives_to_the_byte()
    {
        await using var server = new StubServer([new StubRule("GET", "/a%20b/list", StubAnswer.Json("[]"))]);
        await using HttpDoor door = Door(server);
        (await door.SendAsync(Get("/a%20b/list?filter[]=x%2By&empty=&q=a%26b"), default)).Dispose();
        server.Requests.ShouldHaveSingleItem().Target.ShouldBe("/a%20b/list?filter[]=x%2By&empty=&q=a%26b");
    }

    [Fact]
    public async Task A_body_arrives_with_its_type()
    {
        await using var server = new StubServer([new StubRule("PUT", "/item", StubAnswer.Json("{}"))]);
        await using HttpDoor door = Door(server);
        (await door.SendAsync(Get("/item") with { Method = HttpMethod.Put, Body = "{\"ü\":1}"u8.ToArray() }, default)).Dispose();
        StubRequest request = server.Requests.ShouldHaveSingleItem();
        request.Body.ShouldBe("{\"ü\":1}");
        request.Header["Content-Type"].ShouldBe("application/json");
    }

    [Theory]
    [InlineData("text/html; charset=utf-8", "<html><form>Log in</form></html>")]
    [InlineData("application/json", "  <!DOCTYPE html><html>Log in</html>")]
    [InlineData("", "<html>Log in</html>")]
    [InlineData("image/png", "[]")]
    [InlineData("application/json", "<records/>")]
    [InlineData("application/json", "")]
    public async Task An_answer_of_200_that_is_not_what_was_asked_for_is_an_error(string type, string body)
    {
        await using var server = new StubServer([new StubRule("GET", "/list", new StubAnswer { ContentType = type, Body = Encoding.UTF8.GetBytes(body) })]);
        await using HttpDoor door = Door(server);
        FailureException failure = await Should.ThrowAsync<FailureException>(ReadAsync(door, "/list"));
        failure.Id.ShouldBe(FailureId.AnswerNotUnderstood);
        failure.Message.ShouldStartWith("stub: /list: the answer 200");
    }

    [Fact]
    public async Task A_body_that_is_cut_is_an_incomplete_read()
    {
        byte[] body = Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat("""{"name":"host"}""", 20_000)) + "]");
        byte[] packed = Gzip(RandomNames());
        await using var server = new StubServer([
            new StubRule("GET", "/cut", new StubAnswer { Body = body, CutAfter = body.Length - 10 }),
            new StubRule("GET", "/early", new StubAnswer { Body = body, CutAfter = 100 }),
            new StubRule("GET", "/gzip", new StubAnswer { Body = packed[..^(packed.Length / 2)], Header = One("Content-Encoding", "gzip") }),
        ]);
        await using HttpDoor door = Door(server);
        foreach (string path in (string[])["/cut", "/early", "/gzip"])
        {
            FailureException failure = await Should.ThrowAsync<FailureException>(ReadAsync(door, path), path);
            failure.Id.ShouldBe(FailureId.ReadIncomplete, failure.Message);
            failure.Message.ShouldContain($"stub: {path}");
        }
    }

    [Fact]
    public async Task A_body_that_stalls_is_given_up()
    {
        await using var server = new StubServer([new StubRule("GET", "/slow", new StubAnswer { Body = """[{"name":"host-1"},{"name":"host-2"}]"""u8.ToArray(), StallAfter = 20 })]);
        await using HttpDoor door = Door(server, idle: TimeSpan.FromMilliseconds(200));
        (await Should.ThrowAsync<FailureException>(ReadAsync(door, "/slow"))).Id.ShouldBe(FailureId.TimedOut);
    }

    [Fact]
    public async Task A_cancellation_ends_a_read_that_waits_for_the_network()
    {
        await using var server = new StubServer([new StubRule("GET", "/slow", new StubAnswer { Body = """[{"name":"host-1"},{"name":"host-2"}]"""u8.ToArray(), StallAfter = 20 })]);
        await using HttpDoor door = Door(server);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Should.ThrowAsync<OperationCanceledException>(ReadAsync(door, "/slow", stop.Token));
    }

    [Theory]
    [InlineData(401, FailureId.CredentialRefused)]
    [InlineData(403, FailureId.PermissionMissing)]
    [InlineData(404, FailureId.RequestRefused)]
    [InlineData(422, FailureId.RequestRefused)]
    [InlineData(429, FailureId.RateLimited)]
    [InlineData(500, FailureId.ServerFailed)]
    [InlineData(408, FailureId.TimedOut)]
    public async Task A_refusal_says_what_the_server_said(int status, FailureId id)
    {
        await using var server = new StubServer([new StubRule("GET", "/x", StubAnswer.Json($$"""{"error":"no \u001b[31m{{Key}}"}""" + "\u0007", status))]);
        await using HttpDoor door = Door(server, Keyed());
        FailureException failure = await Should.ThrowAsync<FailureException>(door.SendAsync(Get("/x"), default));
        failure.Id.ShouldBe(id);
        failure.Message.ShouldContain($"status {status}");
        failure.Message.ShouldContain("error");
        failure.ToString().ShouldNotContain(Key);
        failure.Message.ShouldNotContain("\u0007");
    }

    [Fact]
    public async Task A_status_that_the_caller_expects_is_no_failure()
    {
        await using var server = new StubServer([new StubRule("POST", "/export", StubAnswer.Json("""{"active_job_id":"7"}""", 409))]);
        await using HttpDoor door = Door(server);
        using HttpAnswer answer = await door.SendAsync(Get("/export") with { Method = HttpMethod.Post, ExpectedStatus = [409] }, default);
        answer.Status.ShouldBe(409);
    }

    [Theory]
    [InlineData("http://localhost:1/stolen")]
    [InlineData("https://127.0.0.1/stolen")]
    [InlineData("//evil.example/stolen")]
    public async Task No_credential_goes_to_another_host(string target)
    {
        await using var server = new StubServer([new StubRule("GET", "/x", new StubAnswer { Status = 302, Header = One("Location", target) })]);
        await using HttpDoor door = Door(server, Keyed());
        (await Should.ThrowAsync<FailureException>(door.SendAsync(Get("/x"), default))).Id.ShouldBe(FailureId.RedirectRefused);
        (await Should.ThrowAsync<FailureException>(door.SendAsync(Get("/") with { Url = new Uri("http://localhost:1/direct") }, default))).Id.ShouldBe(FailureId.RedirectRefused);
    }

    [Fact]
    public async Task A_redirect_on_the_same_host_is_followed_for_reads_alone()
    {
        var moved = new StubAnswer { Status = 307, Header = One("Location", "/new?x=1") };
        await using var server = new StubServer([
            new StubRule("GET", "/old", moved), new StubRule("POST", "/old", moved), new StubRule("GET", "/new", StubAnswer.Json("[]")),
            new StubRule("GET", "/round", new StubAnswer { Status = 302, Header = One("Location", "/round") })]);
        await using HttpDoor door = Door(server, Keyed());
        (await door.SendAsync(Get("/old"), default)).Dispose();
        server.Requests[1].Target.ShouldBe("/new?x=1");
        server.Requests[1].Header["X-Key"].ShouldBe($"key={Key}");
        (await Should.ThrowAsync<FailureException>(door.SendAsync(Get("/old") with { Method = HttpMethod.Post, Kind = RequestKind.Write }, default))).Id.ShouldBe(FailureId.RedirectRefused);
        (await Should.ThrowAsync<FailureException>(door.SendAsync(Get("/round"), default))).Id.ShouldBe(FailureId.RedirectRefused);
    }

    [Fact]
    public async Task Secrets_are_neither_in_the_trace_nor_in_a_failure()
    {
        await using var server = new StubServer([new StubRule("GET", "/x", StubAnswer.Json("{}", 500) with { Header = One("Set-Cookie", "session=abcdef") })]);
        await using HttpDoor door = Door(server, Keyed(), secretSetting: "apiKey");
        string url = $"/x?apiKey=in-the-query&echo={Uri.EscapeDataString(Key)}";
        FailureException failure = await Should.ThrowAsync<FailureException>(door.SendAsync(Get(url) with { Source = "stub" }, default));
        string all = _observer.Text + failure;
        foreach (string hidden in (string[])[Key, Uri.EscapeDataString(Key), "in-the-query", "abcdef"])
            all.ShouldNotContain(hidden);

        _observer.Text.ShouldContain("X-Key: ***");
        _observer.Text.ShouldContain("/x?apiKey=***&echo=***");
        _observer.Text.ShouldContain("-> 500");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://{listener.LocalEndpoint}/");
        listener.Stop();
        await using HttpDoor door = Door(url);
        FailureException failure = await Should.ThrowAsync<FailureException>(door.SendAsync(Get("/x") with { Kind = RequestKind.Write, Method = HttpMethod.Post }, default));
        failure.Id.ShouldBe(FailureId.ConnectionFailed);
        failure.Message.ShouldContain(url.Authority);
    }

    [Fact]
    public async Task A_name_without_an_address_is_named()
    {
        await using HttpDoor door = Door(new Uri("http://no-such-host.invalid/"));
        (await Should.ThrowAsync<FailureException>(door.SendAsync(Get("/x"), default))).Id.ShouldBe(FailureId.ConnectionFailed);
    }

    [Fact]
    public async Task A_write_whose_connection_breaks_is_in_doubt_and_was_sent_once()
    {
        await using var server = new StubServer([new StubRule("POST", "/create", new StubAnswer { IsSilent = true })]);
        await using HttpDoor door = Door(server, attempts: 3);
        var call = Get("/create") with { Method = HttpMethod.Post, Kind = RequestKind.Write, Body = "{}"u8.ToArray() };
        (await Should.ThrowAsync<FailureException>(door.SendAsync(call, default))).Id.ShouldBe(FailureId.TicketOutcomeUncertain);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_certificate_is_trusted_by_its_private_authority_alone()
    {
        using X509Certificate2 authority = Certificate("CN=stub authority", null);
        using X509Certificate2 own = Certificate("CN=localhost", authority);
        using X509Certificate2 stranger = Certificate("CN=other authority", null);
        using X509Certificate2 expired = Certificate("CN=localhost", authority, isExpired: true);
        using X509Certificate2 misnamed = Certificate("CN=elsewhere", authority);
        (await StatusAsync(own, [authority])).ShouldBe(200);
        foreach ((X509Certificate2 shown, X509Certificate2[] trusted) in new (X509Certificate2, X509Certificate2[])[] { (own, [stranger]), (own, []), (expired, [authority]), (misnamed, [authority]) })
            (await Should.ThrowAsync<FailureException>(StatusAsync(shown, trusted))).Id.ShouldBe(FailureId.CertificateInvalid);
    }

    private static HttpCall Get(string path) => new() { Source = $"stub: {path}", Url = new Uri(path, UriKind.Relative) };

    private static Dictionary<string, string> One(string name, string value) => new(StringComparer.OrdinalIgnoreCase) { [name] = value };

    private static ApiKeyAuthenticator Keyed() => new(
        [KeyValuePair.Create("X-Key", Secret.FromText($"key={Key}"))], [Secret.FromText(Key)]);

    private static byte[] RandomNames()
    {
        var random = new Random(1);
        return Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Range(0, 20_000).Select(_ => $$"""{"name":"host-{{random.Next()}}"}""")) + "]");
    }

    private static byte[] Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(body);

        return packed.ToArray();
    }

    private static async Task<List<string>> ReadAsync(HttpDoor door, string path, CancellationToken cancellationToken = default)
    {
        FieldMap map = FieldMap.Compile(new FieldMapDefinition { Format = RecordFormat.Json, Records = "[]", Fields = [new FieldDefinition("name", ["name"])] });
        using HttpAnswer answer = await door.SendAsync(Get(path), cancellationToken);
        return await Task.Run(
            () =>
            {
                using RecordReader reader = RecordReader.Open(map, answer.Open(ReadLimits.Default, cancellationToken), ReadLimits.Default);
                var names = new List<string>();
                while (reader.Read(cancellationToken))
                    names.Add(reader.Text(map.Slot("name"))!);

                return names;
            },
            CancellationToken.None);
    }

    private static X509Certificate2 Certificate(string name, X509Certificate2? authority, bool isExpired = false)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        if (authority is null)
        {
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            return request.CreateSelfSigned(now.AddDays(-30), now.AddDays(30));
        }

        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name[3..]);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 signed = request.Create(authority, now.AddDays(-20), isExpired ? now.AddDays(-2) : now.AddDays(20), [1, 2, 3, 4]);
        using X509Certificate2 keyed = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(keyed.Export(X509ContentType.Pkcs12), null);
    }

    private async Task<int> StatusAsync(X509Certificate2 shown, X509Certificate2[] trusted)
    {
        await using var server = new StubServer([new StubRule("GET", "/x", StubAnswer.Json("{}"))], shown);
        await using HttpDoor door = new(Definition(server.Url) with { CertificateAuthority = trusted }, null, _observer, TimeProvider.System);
        using HttpAnswer answer = await door.SendAsync(Get("/x"), default);
        return answer.Status;
    }

    private static HttpDoorDefinition Definition(Uri url) => new() { BaseUrl = url, Retry = new RetryDefinition { Attempts = 1 } };

    private HttpDoor Door(Uri url) => new(Definition(url), null, _observer, TimeProvider.System);

    private HttpDoor Door(StubServer server, Authenticator? authenticator = null, string? secretSetting = null, TimeSpan? idle = null, int attempts = 1) => new(
        new HttpDoorDefinition
        {
            BaseUrl = server.Url,
            SecretSetting = secretSetting is null ? [] : [secretSetting],
            IdleLimit = idle ?? TimeSpan.FromSeconds(60),
            Retry = new RetryDefinition { Attempts = attempts, FirstDelay = TimeSpan.FromMilliseconds(1) },
        },
        authenticator,
        _observer,
        TimeProvider.System);
}
