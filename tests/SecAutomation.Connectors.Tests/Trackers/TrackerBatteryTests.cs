using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SecAutomation.Commands.Delivery.Trackers;
using SecAutomation.Engine.Actions;
using SecAutomation.Testing.Golden;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>What holds for every connector that writes tickets, against a server whose rules are data. A new folder is tested without a line here.</summary>
public sealed partial class TrackerBatteryTests
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Connectors => [.. TrackerTrial.Connectors];

    public static TheoryData<string, int, FailureId> Refusals => new(
        from connector in TrackerTrial.Connectors
        from refusal in new[]
        {
            (401, FailureId.CredentialRefused), (403, FailureId.PermissionMissing), (400, FailureId.RequestRefused), (404, FailureId.RequestRefused),
            (409, FailureId.TicketOutcomeUncertain), (500, FailureId.TicketOutcomeUncertain), (502, FailureId.TicketOutcomeUncertain), (504, FailureId.TicketOutcomeUncertain),
        }
        select new TheoryDataRow<string, int, FailureId>(connector, refusal.Item1, refusal.Item2));

    [Theory]
    [MemberData(nameof(Connectors))]
    public void What_the_connector_says_is_understood(string connector)
    {
        using var actions = new TicketActions(
            Engine.Connections.LiveConnection.Open(
                new Engine.Connections.ConnectionSettings
                {
                    Name = "tickets",
                    Connector = ConnectorFolders.Catalog.Find(connector),
                    Url = new Uri("https://tracker.example.com/base"),
                    Setting = Rules(connector).Setting.Where(pair => !IsSecret(connector, pair.Key)).ToDictionary(StringComparer.Ordinal),
                    Secret = Rules(connector).Setting.Where(pair => IsSecret(connector, pair.Key)).ToDictionary(pair => pair.Key, pair => Engine.Authentication.Secret.FromText(pair.Value), StringComparer.Ordinal),
                },
                TimeProvider.System),
            Engine.Http.SilentHttpObserver.Instance);
        var tracker = new ConnectionTracker(actions);

        tracker.Abilities.TitleLimit.Count.ShouldBeInRange(50, 1000);
        tracker.Abilities.BodyLimit.Count.ShouldBeGreaterThan(1000);
        tracker.Instance.ShouldStartWith("tracker.example.com/base");
    }

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task What_is_asked_and_what_is_read_is_what_the_golden_result_says(string connector)
    {
        await using var trial = new TrackerTrial(connector);
        TicketActions actions = trial.Actions;

        await actions.PrepareAsync(["IT Operations"], Token);
        IReadOnlyList<ReadTicket> found = await actions.FindAsync([TrackerTrial.Key], Token);
        IReadOnlyList<ReadTicket> named = await actions.FindByNameAsync(["web01"], Token);
        IReadOnlyList<ReadTicket> listed = await actions.ListAsync(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), Token);
        ReadTicket? nobody = await actions.ReadAsync(TrackerTrial.NobodysId, Token);
        ReadTicket? read = await actions.ReadAsync(TrackerTrial.Id, Token);
        ReadTicket made = await actions.CreateAsync(trial.Draft, Token);
        ReadTicket changed = await actions.UpdateAsync(TrackerTrial.Id, trial.Draft with { Key = null, Title = "Another", ExpectedVersion = read?.Version }, Token);
        await actions.CommentAsync(TrackerTrial.Id, trial.Text("New. [sa:1]"), "[sa:1]", Token);
        await actions.CommentAsync(TrackerTrial.Id, trial.Text("Old. [sa:0123456789ab]"), "[sa:0123456789ab]", Token);
        ReadTicket closed = await actions.CloseAsync(TrackerTrial.Id, TicketResolution.Fixed, trial.Text("Gone. [sa:2]"), "[sa:2]", Token);
        ReadTicket verified = await actions.VerifyAsync(TrackerTrial.Id, trial.Text("Done. [sa:3]"), "[sa:3]", Token);
        ReadTicket reopened = await actions.ReopenAsync(TrackerTrial.Id, trial.Text("Back. [sa:4]"), "[sa:4]", Token);
        await actions.AttachAsync(TrackerTrial.Id, "hosts.csv", "text/csv", "host"u8.ToArray(), Token);
        FailureException duplicate = await Should.ThrowAsync<FailureException>(() => actions.MarkDuplicateAsync(TrackerTrial.Id, "7", Token));

        nobody.ShouldBeNull();
        string text = JsonSerializer.Serialize(
            new
            {
                Asked = trial.Server.Requests.Select(request => $"{request.Method} {request.Target} {request.Body}".TrimEnd()),
                Found = found, Named = named, Listed = listed, Read = read, Made = made, Changed = changed, Closed = closed, Verified = verified, Reopened = reopened,
                Duplicate = duplicate.Message,
            },
            s_json);
        text = text.Replace(trial.Server.Url.Authority, "server", StringComparison.Ordinal);
        string canary = trial.Server.Requests.Select(request => Canary().Match(request.Target + request.Body).Value).First(value => value.Length > 0 && value != TrackerTrial.Key);
        GoldenFile.Check("server.yaml.json", text.Replace(canary, "(the canary)", StringComparison.Ordinal) + "\n", ConnectorFolders.File(connector, "_test", "server.yaml"));
    }

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task Every_request_carries_the_credential_and_nothing_that_is_told_does(string connector)
    {
        await using var trial = new TrackerTrial(connector);

        await trial.Actions.PrepareAsync(["IT Operations"], Token);
        await trial.Actions.CreateAsync(trial.Draft, Token);

        trial.Server.Requests.ShouldAllBe(request => trial.Manifest.Connection!.Authentication.Header.All(request.Header.ContainsKey));
        trial.Lines.ShouldNotBeEmpty();
        trial.Lines.Where(line => trial.Secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_create_that_is_refused_is_sent_once_and_named(string connector, int status, FailureId id)
    {
        // What a product means by 400, 403 and 404 is its own; that it is a certain no is what counts.
        await using var trial = new TrackerTrial(connector, rule => IsCreate(connector, rule) ? With(rule, StubAnswer.Json("""{"error":"no"}""", status)) : rule);

        FailureException failure = await Should.ThrowAsync<FailureException>(() => trial.Actions.CreateAsync(trial.Draft, Token));

        failure.Id.ShouldBe(id);
        trial.Server.Requests.Count(request => request.Method == "POST").ShouldBe(1);
        trial.Secrets.ShouldAllBe(secret => !failure.ToString().Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task A_create_whose_answer_is_cut_or_never_comes_is_a_doubt(string connector)
    {
        await using var cut = new TrackerTrial(connector, rule => IsCreate(connector, rule) ? With(rule, [.. rule.Answer.Select(answer => answer with { CutAfter = answer.Body.Length / 2 })]) : rule);
        await using var silent = new TrackerTrial(connector, rule => IsCreate(connector, rule) ? With(rule, new StubAnswer { IsSilent = true }) : rule);

        (await Should.ThrowAsync<FailureException>(() => cut.Actions.CreateAsync(cut.Draft, Token))).Id.ShouldBe(FailureId.TicketOutcomeUncertain);
        (await Should.ThrowAsync<FailureException>(() => silent.Actions.CreateAsync(silent.Draft, Token))).Id.ShouldBe(FailureId.TicketOutcomeUncertain);
    }

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task A_search_whose_answer_is_cut_finds_no_shorter_list(string connector)
    {
        await using var trial = new TrackerTrial(connector, rule => rule.Answer.Count > 1
            ? With(rule, [.. rule.Answer.Select(answer => answer with { CutAfter = answer.Body.Length / 2 })])
            : rule);

        (await Should.ThrowAsync<FailureException>(() => trial.Actions.FindAsync([TrackerTrial.Key], Token))).Id.ShouldBe(FailureId.ReadIncomplete);
    }

    private static StubRules Rules(string connector) => StubRules.Load(ConnectorFolders.File(connector, "_test", "server.yaml"));

    private static bool IsSecret(string connector, string setting) =>
        ConnectorFolders.Catalog.Find(connector).Connection!.Setting.Any(one => one.Name == setting && one.IsSecret);

    // The first rule that is posted to is the one that makes tickets.
    private static bool IsCreate(string connector, StubRule rule) => rule.Path == Rules(connector).Rule.First(one => one.Method == "POST").Path && rule.Method == "POST";

    private static StubRule With(StubRule rule, params StubAnswer[] answers) => new(rule.Method, rule.Path, answers);

    [System.Text.RegularExpressions.GeneratedRegex("sa1-[a-z2-7]{26}", System.Text.RegularExpressions.RegexOptions.None, 1000)]
    private static partial System.Text.RegularExpressions.Regex Canary();
}
