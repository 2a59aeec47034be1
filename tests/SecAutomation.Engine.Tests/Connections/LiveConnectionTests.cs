using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests.Connections;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Tests.Http;
using SecAutomation.Engine.Tests.Manifests;
using SecAutomation.Testing.Http;

namespace SecAutomation.Engine.Tests.Connections;

public sealed class LiveConnectionTests
{
    private readonly RecordedObserver _observer = new();

    public static TheoryData<string, string, string> BrokenSettings => new()
    {
        { "http://acme.example/", "", "is no https address" },
        { "https://acme.example/?key=1", "", "holds more than host and path" },
        { "https://acme.example/", "region", "has no setting 'region'" },
    };

    [Theory]
    [MemberData(nameof(BrokenSettings))]
    public void A_connection_that_cannot_work_is_refused_before_anything_is_sent(string url, string setting, string message)
    {
        ConnectionSettings settings = LiveAcme.Settings(new Uri(url));
        if (setting.Length > 0)
            settings = settings with { Setting = new Dictionary<string, string>(StringComparer.Ordinal) { [setting] = "1" } };

        FailureException failure = Should.Throw<FailureException>(() => LiveConnection.Open(settings, TimeProvider.System));

        failure.Id.ShouldBe(FailureId.ConnectionInvalid);
        failure.Message.ShouldContain(message);
    }

    [Fact]
    public void A_missing_secret_is_named_and_nothing_is_asked_for()
    {
        ConnectionSettings settings = LiveAcme.Settings(new Uri("https://acme.example")) with { Secret = new Dictionary<string, Engine.Authentication.Secret>(StringComparer.Ordinal) };

        FailureException failure = Should.Throw<FailureException>(() => LiveConnection.Open(settings, TimeProvider.System));

        failure.Message.ShouldContain("the setting 'key' (The key) is missing");
    }

    [Fact]
    public void A_connector_of_files_alone_cannot_be_connected_to() =>
        Should.Throw<FailureException>(() => LiveConnection.Open(LiveAcme.Settings(new Uri("https://acme.example"), AcmeConnector.Catalog().Connector[0]), TimeProvider.System))
            .Message.ShouldContain("is read from files alone");

    [Fact]
    public async Task A_request_goes_below_the_address_with_the_credential_and_is_heard_by_its_caller_alone()
    {
        await using var server = new StubServer([new StubRule("GET", "/below/api/me", StubAnswer.Json("""{"user":{"name":"erika"}}"""))]);
        await using LiveConnection connection = LiveConnection.Open(LiveAcme.Settings(new Uri(server.Url, "below")), TimeProvider.System);
        ConnectionQuestion question = connection.Manifest.Test.Identity!;
        var other = new RecordedObserver();
        CancellationToken token = TestContext.Current.CancellationToken;

        using HttpAnswer answer = await connection.SendAsync(question.Request, TemplateValues.Empty, _observer, token);
        (await connection.SendAsync(question.Request, TemplateValues.Empty, other, token)).Dispose();

        question.Answer!.Read(answer, ReadLimits.Default, token).Text(ConnectionQuestion.Value).ShouldBe("erika");
        server.Requests[0].Header["X-Acme-Key"].ShouldBe("key=very-hidden");
        _observer.Lines.Count.ShouldBe(2);
        other.Lines.Count.ShouldBe(2);
        _observer.Text.ShouldNotContain("very-hidden");
    }

    [Fact]
    public async Task A_refusal_that_the_product_explains_has_its_meaning()
    {
        await using var server = new StubServer([new StubRule("GET", "/api/me", StubAnswer.Json("""{"error":"There is No Licence."}""", 400), StubAnswer.Json("{}", 400))]);
        await using LiveConnection connection = LiveConnection.Open(LiveAcme.Settings(server.Url), TimeProvider.System);
        RequestTemplate request = connection.Manifest.Test.Identity!.Request;
        CancellationToken token = TestContext.Current.CancellationToken;

        FailureException explained = await Should.ThrowAsync<FailureException>(connection.SendAsync(request, TemplateValues.Empty, _observer, token));
        FailureException unknown = await Should.ThrowAsync<FailureException>(connection.SendAsync(request, TemplateValues.Empty, _observer, token));

        explained.Id.ShouldBe(FailureId.PermissionMissing);
        explained.Message.ShouldContain("Buy one.");
        unknown.Id.ShouldBe(FailureId.RequestRefused);
    }
}
