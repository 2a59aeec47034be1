using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Manifests.Connections;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Testing.Golden;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests.Live;

/// <summary>What holds for every connector that reads from its product, against a server whose rules are data. A new folder is tested without a line here.</summary>
public sealed class LiveBatteryTests
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string> Connectors => ConnectorFolders.Rows(LiveTrial.Connectors);

    [Theory]
    [MemberData(nameof(Connectors))]
    public void The_rules_of_its_server_say_where_they_come_from(string connector)
    {
        StubRules rules = StubRules.Load(ConnectorFolders.File(connector, "_test", "server.yaml"));

        rules.Origin.Length.ShouldBeGreaterThan(20);
        ConnectorManifest manifest = ConnectorFolders.Catalog.Find(connector);
        rules.Setting.Keys.ShouldAllBe(name => manifest.Connection!.Setting.Any(setting => setting.Name == name));
        manifest.Connection!.Setting.Where(setting => setting.IsRequired).ShouldAllBe(setting => rules.Setting.ContainsKey(setting.Name));
    }

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task What_is_read_is_what_the_golden_result_says(string connector)
    {
        await using var trial = new LiveTrial(connector);

        LiveResult read = await trial.ReadAsync();

        ShouldHaveGoneWell(trial, read);
        read.AreComplete.ShouldAllBe(isComplete => isComplete);
        GoldenFile.Check("server.yaml.json", Text(read), ConnectorFolders.File(connector, "_test", "server.yaml"));
    }

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task Every_request_carries_the_declared_credential_and_nothing_that_is_shown_does(string connector)
    {
        await using var trial = new LiveTrial(connector);

        LiveResult read = await trial.ReadAsync();

        string[] headers = [.. trial.Manifest.Connection!.Authentication.Header];
        IReadOnlyList<StubRequest> requests = [.. trial.Server.Requests.Where(request => headers.All(request.Header.ContainsKey))];
        requests.ShouldNotBeEmpty();
        if (trial.Manifest.Connection.Authentication.Kind is not (Engine.Authentication.AuthenticationKind.Session or Engine.Authentication.AuthenticationKind.ClientCredentials))
            requests.Count.ShouldBe(trial.Server.Requests.Count);
        trial.Heard.Lines.ShouldContain(line => line.Contains("***", StringComparison.Ordinal));
        NothingIsTold(trial, read);
    }

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task No_finding_and_no_asset_is_there_twice(string connector)
    {
        await using var trial = new LiveTrial(connector);

        LiveResult read = await trial.ReadAsync();

        foreach (ScannedHost host in read.Findings?.Host ?? [])
            host.Finding.Select(finding => $"{finding.DetectionId} {finding.Port} {finding.Protocol} {string.Join(' ', finding.CveId)} {finding.Title}").ShouldBeUnique(StringComparer.Ordinal);
        (read.Findings?.Host ?? []).Select(host => $"{host.Identity.Fqdn ?? host.Identity.ComputerName} {host.Identity.AgentId}").ShouldBeUnique(StringComparer.Ordinal);
        (read.Assets?.Asset ?? []).Select(asset => asset.AssetId).OfType<string>().ShouldBeUnique(StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task A_refused_credential_is_an_error_that_says_so_and_shows_nothing(string connector)
    {
        await using var trial = new LiveTrial(connector, rule => With(rule, StubAnswer.Json("""{"error":"Invalid Credentials"}""", 401)));

        LiveResult read = await trial.ReadAsync();

        ShouldAllHaveFailed(read, FailureId.CredentialRefused);
        read.AreComplete.ShouldAllBe(isComplete => !isComplete);
        NothingIsTold(trial, read);
    }

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task A_credential_that_expires_in_the_middle_makes_the_read_incomplete(string connector)
    {
        int requests = 0;
        await using var trial = new LiveTrial(connector, rule => rule with { Judge = _ => Interlocked.Increment(ref requests) > 1 ? StubAnswer.Json("{}", 401) : null });

        // An inventory that is one answer is read twice.
        LiveResult read = await trial.ReadAsync();
        if (requests == 1)
            read = await trial.ReadAsync();

        read.Failures.Select(Said).ShouldContain(said => said.StartsWith(nameof(FailureId.CredentialRefused), StringComparison.Ordinal), "the second request is refused: the rules need at least two requests of a read");
        read.AreComplete.ShouldContain(false);
    }

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task Too_many_requests_are_waited_for_as_the_server_asks(string connector) => ReadsAsIfNothingHappenedAsync(
        connector, new StubAnswer { Status = 429, Header = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Retry-After"] = "2" } });

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task An_error_of_the_server_is_got_over_by_another_try(string connector) =>
        ReadsAsIfNothingHappenedAsync(connector, StubAnswer.Json("""{"error":"busy"}""", 503));

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task A_connection_that_ends_without_an_answer_is_got_over_by_another_try(string connector) =>
        ReadsAsIfNothingHappenedAsync(connector, new StubAnswer { IsSilent = true });

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task Errors_of_the_server_without_end_are_an_error(string connector)
    {
        await using var trial = new LiveTrial(connector, rule => With(rule, StubAnswer.Json("""{"error":"down"}""", 500)));

        LiveResult read = await trial.ReadAsync();

        ShouldAllHaveFailed(read, FailureId.ServerFailed);
        NothingIsTold(trial, read);
    }

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task A_body_that_breaks_off_once_is_fetched_again_and_counts_once(string connector)
    {
        string expected = await GoldenAsync(connector);
        await using var trial = new LiveTrial(connector, rule => HoldsRecords(rule) ? rule with { Answer = [Cut(rule.Answer[0]), .. rule.Answer] } : rule);

        (await ReadTextAsync(trial)).ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task A_body_that_always_breaks_off_is_never_a_shorter_list(string connector)
    {
        await using var trial = new LiveTrial(connector, rule => HoldsRecords(rule) ? rule with { Answer = [Cut(rule.Answer[0])] } : rule);

        LiveResult read = await trial.ReadAsync();

        ShouldAllHaveFailed(read, FailureId.ReadIncomplete);
        read.AreComplete.ShouldAllBe(isComplete => !isComplete);
    }

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task A_login_page_in_place_of_an_answer_is_an_error(string connector)
    {
        byte[] page = Encoding.UTF8.GetBytes("<!DOCTYPE html><html><body>Please log in</body></html>");
        await using var trial = new LiveTrial(connector, rule => With(rule, new StubAnswer { ContentType = "application/json", Body = page }));

        LiveResult read = await trial.ReadAsync();

        ShouldAllHaveFailed(read, FailureId.AnswerNotUnderstood);
    }

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task What_a_server_sends_although_it_was_not_asked_for_is_left_out(string connector)
    {
        await using var trial = new LiveTrial(connector);

        LiveResult read = await trial.ReadAsync(static (in FindingFacts _) => false, ["no-such-host.corp.example"]);

        (read.Findings?.Host ?? []).ShouldBeEmpty();
        (read.Found?.Asset ?? []).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task Cancelling_ends_the_read_within_a_request(string connector)
    {
        using var cancel = new CancellationTokenSource();
        int requests = 0;
        await using var trial = new LiveTrial(connector, rule => rule with
        {
            Judge = _ =>
            {
                if (Interlocked.Increment(ref requests) == 2)
                    cancel.Cancel();
                return null;
            },
        });

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await trial.ReadAsync(token: cancel.Token);
            await trial.ReadAsync(token: cancel.Token);
        });

        trial.Server.Requests.Count.ShouldBeLessThanOrEqualTo(4);
    }

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task The_questions_of_a_test_are_answered(string connector)
    {
        await using var trial = new LiveTrial(connector);
        ConnectionTest test = trial.Manifest.Connection!.Test;

        foreach (ConnectionQuestion question in new[] { test.Identity, test.Version }.OfType<ConnectionQuestion>().Concat(test.Right))
        {
            using HttpAnswer answer = await AskAsync(trial, question);
            if (question.Answer is { } map)
                map.Read(answer, Engine.Formats.ReadLimits.Default, TestContext.Current.CancellationToken).Text(ConnectionQuestion.Value).ShouldNotBeNull($"{question.Title}");
        }

        (test.Identity is not null || test.Version is not null || test.Right.Count > 0).ShouldBeTrue("a connection has to be testable");
    }

    private static async Task<HttpAnswer> AskAsync(LiveTrial trial, ConnectionQuestion question)
    {
        try
        {
            return await trial.Connection.SendAsync(question.Request, TemplateValues.Empty, trial.Heard, TestContext.Current.CancellationToken);
        }
        catch (FailureException)
        {
            trial.Server.Untaken.ShouldBeEmpty($"'{question.Title}' of 'test' in connector.yaml needs a rule in _test/server.yaml.");
            throw;
        }
    }

    private static async Task ReadsAsIfNothingHappenedAsync(string connector, StubAnswer first)
    {
        string expected = await GoldenAsync(connector);
        await using var trial = new LiveTrial(connector, rule => rule with { Answer = [first, .. rule.Answer] });

        (await ReadTextAsync(trial)).ShouldBe(expected);
    }

    private static async Task<string> GoldenAsync(string connector)
    {
        await using var trial = new LiveTrial(connector);
        return await ReadTextAsync(trial);
    }

    private static async Task<string> ReadTextAsync(LiveTrial trial)
    {
        LiveResult read = await trial.ReadAsync();
        ShouldHaveGoneWell(trial, read);
        return Text(read);
    }

    private static void ShouldHaveGoneWell(LiveTrial trial, LiveResult read)
    {
        trial.Server.Untaken.ShouldBeEmpty("Each request of a read, and of 'test' in connector.yaml, needs a rule in _test/server.yaml.");
        read.Failures.OfType<FailureException>().Select(Said).ShouldBeEmpty("What _test/server.yaml answers has to be readable.");
    }

    private static void ShouldAllHaveFailed(LiveResult read, FailureId id) =>
        read.Failures.Where(failure => failure?.Id != id).Select(Said).ShouldBeEmpty($"Each read of findings, of the whole inventory and of the sought hosts ends with {id}; these ended with something else.");

    private static string Said(FailureException? failure) => failure is null ? "no failure" : $"{failure.Id}: {failure.Message}";

    private static string Text(LiveResult read) => JsonSerializer.Serialize(read, s_json) + "\n";

    private static StubRule With(StubRule rule, StubAnswer answer) => rule with { Answer = [answer] };

    private static bool HoldsRecords(StubRule rule) => rule.Answer[0].Body.Length > 300;

    private static StubAnswer Cut(StubAnswer answer) => answer with { CutAfter = answer.Body.Length - 5 };

    private static void NothingIsTold(LiveTrial trial, LiveResult read)
    {
        trial.Secrets.ShouldNotBeEmpty();
        string told = string.Join('\n', [.. trial.Heard.Lines, .. read.Failures.Select(failure => failure?.ToString() ?? ""), Text(read with { Findings = read.Findings is { } findings ? findings with { Failure = null } : null, Assets = read.Assets is { } assets ? assets with { Failure = null } : null, Found = read.Found is { } found ? found with { Failure = null } : null })]);
        foreach (string secret in trial.Secrets)
            told.ShouldNotContain(secret);
    }
}
