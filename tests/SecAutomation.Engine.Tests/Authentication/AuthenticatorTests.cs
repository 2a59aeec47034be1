using System.Text;
using Microsoft.Extensions.Time.Testing;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Resilience;
using SecAutomation.Engine.Tests.Http;
using SecAutomation.Engine.Tests.Resilience;
using SecAutomation.Testing.Http;

namespace SecAutomation.Engine.Tests.Authentication;

public sealed class AuthenticatorTests
{
    private readonly FakeTimeProvider _clock = Clock.New();
    private readonly RecordedObserver _observer = new();

    [Fact]
    public async Task Keys_stand_in_their_headers()
    {
        Secret key = Secret.FromText("two");
        var authenticator = new ApiKeyAuthenticator([KeyValuePair.Create("X-Keys", Secret.FromText("access=one; secret=two"))], [key]);
        (await ShownAsync(authenticator, "X-Keys")).ShouldBe("access=one; secret=two");
        authenticator.Secrets.ShouldContain(key);
    }

    [Fact]
    public async Task Basic_authentication_is_UTF_8() =>
        (await ShownAsync(new BasicAuthenticator("jürgen", Secret.FromText("pässwörd:€")), "Authorization"))
            .ShouldBe($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("jürgen:pässwörd:€"))}");

    [Fact]
    public void A_user_name_with_a_colon_is_refused() =>
        Should.Throw<FailureException>(() => new BasicAuthenticator("a:b", Secret.FromText("x"))).Id.ShouldBe(FailureId.CredentialRefused);

    [Fact]
    public async Task A_bearer_token_has_the_products_word_before_it()
    {
        (await ShownAsync(new BearerAuthenticator(Secret.FromText("abc")), "Authorization")).ShouldBe("Bearer abc");
        (await ShownAsync(new BearerAuthenticator(Secret.FromText("abc"), "Token"), "Authorization")).ShouldBe("Token abc");
    }

    [Fact]
    public void A_secret_shows_itself_to_nobody()
    {
        using Secret secret = Secret.FromText("hidden-value");
        $"{secret}".ShouldBe("***");
        System.Text.Json.JsonSerializer.Serialize(secret).ShouldNotContain("hidden");
        secret.Use(value => value).ShouldBe("hidden-value");
    }

    [Fact]
    public async Task Concurrent_requests_share_one_token_that_is_renewed_before_it_expires()
    {
        await using StubServer server = TokenServer(Token("token-one"), Token("token-two"));
        await using HttpDoor door = Door(server, Client(server));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GetAsync(door)));
        Asked(server).Count.ShouldBe(1);
        _clock.Advance(TimeSpan.FromMinutes(58));
        await GetAsync(door);
        Asked(server).Count.ShouldBe(1);
        _clock.Advance(TimeSpan.FromSeconds(61));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GetAsync(door)));
        Asked(server).Count.ShouldBe(2);
        server.Requests[^1].Header["Authorization"].ShouldBe("Bearer token-two");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_clients_secret_goes_where_the_product_wants_it_and_is_never_shown(bool isInHeader)
    {
        await using StubServer server = TokenServer(Token("token-one"));
        await using HttpDoor door = Door(server, Client(server, isInHeader));
        await GetAsync(door);
        StubRequest asked = Asked(server).ShouldHaveSingleItem();
        asked.Body.ShouldStartWith("grant_type=client_credentials&scope=read%20all");
        asked.Body.Contains("client_secret=client%2Bsecret", StringComparison.Ordinal).ShouldBe(!isInHeader);
        asked.Header.ContainsKey("Authorization").ShouldBe(isInHeader);
        foreach (string hidden in (string[])["client+secret", "client%2Bsecret", "token-one"])
            _observer.Text.ShouldNotContain(hidden);
    }

    [Fact]
    public async Task A_token_that_is_refused_in_the_middle_is_renewed_once()
    {
        await using var server = new StubServer([
            new StubRule("POST", "/token", Token("token-one"), Token("token-two")),
            new StubRule("GET", "/list", StubAnswer.Json("[]")) { RequiredHeader = new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = "Bearer token-two" } },
            new StubRule("GET", "/never", StubAnswer.Json("{}", 401))]);
        await using HttpDoor door = Door(server, Client(server));
        await GetAsync(door);
        Asked(server).Count.ShouldBe(2);
        (await Should.ThrowAsync<FailureException>(GetAsync(door, "/never"))).Id.ShouldBe(FailureId.CredentialRefused);
        server.Requests.Count(request => request.Path == "/never").ShouldBe(2);
    }

    [Fact]
    public async Task A_refused_credential_is_not_tried_again()
    {
        await using var server = new StubServer([new StubRule("POST", "/token", StubAnswer.Json("""{"error":"invalid_client"}""", 401))]);
        await using HttpDoor door = Door(server, Client(server));
        for (int i = 0; i < 3; i++)
            (await Should.ThrowAsync<FailureException>(GetAsync(door))).Id.ShouldBe(FailureId.CredentialRefused);

        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("<html>")]
    [InlineData("{\"access_token\":{}}")]
    public async Task An_answer_without_a_token_is_an_error(string body)
    {
        await using StubServer server = TokenServer(StubAnswer.Json(body));
        await using HttpDoor door = Door(server, Client(server));
        (await Should.ThrowAsync<FailureException>(GetAsync(door))).Id.ShouldBe(FailureId.AnswerNotUnderstood);
    }

    [Fact]
    public async Task A_session_is_opened_once_shown_and_closed()
    {
        await using var server = new StubServer([
            new StubRule("POST", "/login", StubAnswer.Json("""{"response":{"token":12345678}}""")),
            new StubRule("GET", "/list", StubAnswer.Json("[]")) { RequiredHeader = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Session"] = "id 12345678" } },
            new StubRule("DELETE", "/login", StubAnswer.Json(""))]);
        var definition = new SessionDefinition
        {
            LoginUrl = new Uri("/login", UriKind.Relative), LogOffUrl = new Uri("/login", UriKind.Relative),
            TokenPath = "response.token", TokenHeader = "X-Session", TokenPrefix = "id ",
        };
        await using (HttpDoor door = Door(server, new SessionAuthenticator(definition, "me", Secret.FromText("pass\"word"))))
        {
            await GetAsync(door);
            await GetAsync(door);
        }

        server.Requests.Select(request => $"{request.Method} {request.Path}").ShouldBe(["POST /login", "GET /list", "GET /list", "DELETE /login"]);
        server.Requests[0].Body.ShouldBe("""{"username":"me","password":"pass\u0022word"}""");
        server.Requests[^1].Header["X-Session"].ShouldBe("id 12345678");
        _observer.Text.ShouldNotContain("12345678");
    }

    private static StubAnswer Token(string token) => StubAnswer.Json($$"""{"access_token":"{{token}}","token_type":"Bearer","expires_in":3600}""");

    private static StubServer TokenServer(params StubAnswer[] tokens) => new([new StubRule("POST", "/token", tokens), new StubRule("GET", "/list", StubAnswer.Json("[]"))]);

    private static List<StubRequest> Asked(StubServer server) => [.. server.Requests.Where(request => request.Path == "/token")];

    private static ClientCredentialsAuthenticator Client(StubServer server, bool isInHeader = false) => new(
        new ClientCredentialsDefinition { TokenUrl = new Uri(server.Url, "/token"), ClientId = "client", Scope = "read all", IsSecretInHeader = isInHeader },
        Secret.FromText("client+secret"));

    private static async Task GetAsync(HttpDoor door, string path = "/list") =>
        (await door.SendAsync(new HttpCall { Source = "stub: list", Url = new Uri(path, UriKind.Relative) }, default)).Dispose();

    private HttpDoor Door(StubServer server, Authenticator authenticator) =>
        new(new HttpDoorDefinition { BaseUrl = server.Url, Retry = new RetryDefinition { Attempts = 1 } }, authenticator, _observer, _clock);

    private async Task<string> ShownAsync(Authenticator authenticator, string header)
    {
        await using var server = new StubServer([new StubRule("GET", "/list", StubAnswer.Json("[]"))]);
        await using HttpDoor door = Door(server, authenticator);
        await GetAsync(door);
        return server.Requests.ShouldHaveSingleItem().Header[header];
    }
}
