using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SecAutomation.Engine.Actions;
using SecAutomation.Remediation.Delivery;
using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>Jira Cloud: a search that lags, teams of several kinds, documents.</summary>
public sealed class JiraCloudTests
{
    private const string Key = "sa1-abcdefghijklmnopqrstuvwxyz";
    private static readonly DateTimeOffset s_now = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);
    private static readonly TextLimit s_limit = new(32_767, TextUnit.Utf16);

    private readonly FakeTimeProvider _clock = new(s_now);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static TicketValues Draft => new()
    {
        Key = Key,
        Title = "Patch web01",
        Body = TicketText.Render("Patch it.\n\n```secautomation\nkey: " + Key + "\nhost: web01 web01.corp.example\nwork: CVE-2021-44228\n```", TicketDialect.Adf, s_limit).Text,
        Team = "IT Operations",
        Priority = RemediationPriority.High,
        DueDate = new DateOnly(2026, 12, 1),
    };

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(119)]
    [InlineData(180)]
    [InlineData(3600)]
    public async Task A_ticket_whose_answer_was_lost_is_made_once_however_late_a_search_shows_it(int lagSeconds)
    {
        await using JiraStub jira = new(_clock) { Lag = TimeSpan.FromSeconds(lagSeconds) };
        await using StubConnection connection = Connect(jira);
        jira.Add("An older one");
        _clock.Advance(TimeSpan.FromHours(2));
        jira.LosesAnswer = true;

        (DeliveryOutcome first, DateTimeOffset? sentAt) = await DeliverAsync(connection.Tracker, null);
        jira.LosesAnswer = false;
        (DeliveryOutcome second, _) = await DeliverAsync(connection.Tracker, sentAt);

        first.Action.ShouldBe(TicketAction.Created);
        second.Action.ShouldBe(TicketAction.Adopted);
        second.Ticket!.Key.ShouldBe(Key);
        jira.Issues.ShouldBe(2);
    }

    [Fact]
    public async Task Numbers_that_failed_creates_used_up_are_walked_over()
    {
        await using JiraStub jira = new(_clock) { Lag = TimeSpan.FromHours(1), Gap = 60 };
        await using StubConnection connection = Connect(jira);
        jira.Add("An older one");
        _clock.Advance(TimeSpan.FromHours(2));
        DateTimeOffset sentAt = _clock.GetUtcNow();
        jira.Add("Between");
        await connection.Actions.CreateAsync(Draft, Token);
        await using StubConnection another = Connect(jira);

        ReadTicket found = (await another.Actions.FindAsync([Key], sentAt, Token)).ShouldHaveSingleItem();

        found.Number.ShouldBe("OPS-283");
        (await another.Actions.FindAsync([Key], Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_walked_where_no_request_is_in_doubt()
    {
        await using JiraStub jira = new(_clock);
        await using StubConnection connection = Connect(jira);

        (await connection.Actions.FindAsync([Key], null, Token)).ShouldBeEmpty();

        jira.Server.Requests.ShouldNotContain(request => request.Path.EndsWith("/bulkfetch", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_just_made_is_shown_to_its_maker_at_once()
    {
        await using JiraStub jira = new(_clock) { Lag = TimeSpan.FromMinutes(3) };
        await using StubConnection connection = Connect(jira);

        ReadTicket made = await connection.Actions.CreateAsync(Draft, Token);

        (await connection.Actions.FindAsync([Key], Token)).ShouldHaveSingleItem().Id.ShouldBe(made.Id);
        jira.Searches.Last().Body.ShouldContain($"\"reconcileIssues\":[{made.Id}]");
    }

    [Fact]
    public async Task The_key_is_in_a_label_and_a_property_from_the_first_moment_and_survives_the_loss_of_the_label()
    {
        await using JiraStub jira = new(_clock);
        await using StubConnection connection = Connect(jira);

        ReadTicket made = await connection.Actions.CreateAsync(Draft, Token);
        (await connection.Actions.ReadBackAsync(made.Id, Draft with { Team = null }, Token)).NotApplied.ShouldBeEmpty();
        jira.Issue(0)["fields"]!["labels"] = new JsonArray("tidied");

        (await connection.Actions.ReadAsync(made.Id, Token))!.Key.ShouldBe(Key);
    }

    [Theory]
    [InlineData("component", "", "IT Operations", """{"components":[{"id":"10101"}]}""")]
    [InlineData("team", "teamField", "36885b3c-1bf0-4f85-a357-c5b858c31de4", """{"customfield_10001":"36885b3c-1bf0-4f85-a357-c5b858c31de4"}""")]
    [InlineData("group", "groupField", "it-operations", """{"customfield_10001":{"name":"it-operations"}}""")]
    public async Task A_team_is_written_as_its_kind_is_and_the_assignee_is_left_alone(string kind, string field, string team, string written)
    {
        await using JiraStub jira = new(_clock);
        await using StubConnection connection = Connect(jira, ("teamKind", kind), (field, "customfield_10001"));

        await connection.Actions.CreateAsync(Draft with { Team = team }, Token);

        JsonObject fields = jira.Issue(0)["fields"]!.AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(written)!.AsObject())
            JsonNode.DeepEquals(fields[name], value).ShouldBeTrue(fields.ToJsonString());
        fields.Where(pair => pair.Key is "components" or "customfield_10001" or "assignee").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("team", "teamField", """{"id":"36885b3c","name":"IT Operations"}""", "36885b3c", "IT Operations")]
    [InlineData("group", "groupField", """{"name":"it-operations","groupId":"1"}""", "it-operations", "it-operations")]
    public async Task A_team_in_a_field_is_read_back(string kind, string field, string value, string id, string name)
    {
        await using JiraStub jira = new(_clock);
        await using StubConnection connection = Connect(jira, ("teamKind", kind), (field, "customfield_10001"));
        ReadTicket made = await connection.Actions.CreateAsync(Draft with { Team = id }, Token);
        jira.Issue(0)["fields"]!["customfield_10001"] = JsonNode.Parse(value);

        ReadTicket read = await connection.Actions.ReadBackAsync(made.Id, Draft with { Team = id }, Token);

        read.NotApplied.ShouldBeEmpty();
        read.Team.ShouldBe(name);
    }

    [Fact]
    public async Task A_field_that_every_ticket_has_to_have_is_asked_for_before_anything_is_written()
    {
        await using JiraStub jira = new(_clock) { Required = """,{"fieldId":"customfield_10050","name":"Data class","required":true,"hasDefaultValue":false}""" };
        await using StubConnection connection = Connect(jira);
        await using StubConnection told = Connect(jira, ("extraFields", """{"customfield_10050":{"value":"Internal"}}"""));

        FailureException failure = await Should.ThrowAsync<FailureException>(() => connection.Actions.PrepareAsync(["IT Operations"], Token));
        await told.Actions.CreateAsync(Draft, Token);

        failure.Id.ShouldBe(FailureId.TicketFieldMissing);
        failure.Message.ShouldContain("'Data class' (customfield_10050)");
        ((string)jira.Issue(0)["fields"]!["customfield_10050"]!["value"]!).ShouldBe("Internal");
        jira.Issues.ShouldBe(1);
    }

    [Fact]
    public async Task A_component_that_jira_did_not_take_is_named()
    {
        await using JiraStub jira = new(_clock);
        await using StubConnection connection = Connect(jira);
        ReadTicket made = await connection.Actions.CreateAsync(Draft, Token);
        jira.Issue(0)["fields"]!["components"] = new JsonArray();
        jira.Issue(0)["fields"]!.AsObject().Remove("duedate");

        (await connection.Actions.ReadBackAsync(made.Id, Draft, Token)).NotApplied.ShouldBe([nameof(RemediationTicket.Team), nameof(RemediationTicket.DueDate)]);
    }

    [Theory]
    [InlineData("""x" OR project = HR""")]
    [InlineData("a\\\" OR 1=1")]
    [InlineData("web-01*")]
    public async Task A_name_cannot_leave_its_place_in_a_search(string name)
    {
        await using JiraStub jira = new(_clock);
        await using StubConnection connection = Connect(jira);

        await connection.Actions.FindByNameAsync([name], Token);

        string jql = (string)JsonNode.Parse(jira.Searches.Last().Body)!["jql"]!;
        string inside = jql[(jql.IndexOf("~ \"", StringComparison.Ordinal) + 3)..jql.LastIndexOf("\")", StringComparison.Ordinal)];
        inside.Replace("\\\\", "", StringComparison.Ordinal).Replace("\\\"", "", StringComparison.Ordinal).ShouldNotContain("\"");
    }

    [Fact]
    public void A_ticket_of_ten_thousand_hosts_is_cut_between_its_parts_and_the_list_is_attached()
    {
        string rows = string.Join('\n', Enumerable.Range(0, 10_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"- web{i:00000}.corp.example has **CVE-2021-44228**")));

        RenderedText cut = TicketText.Render($"# Patch\n\n{rows}\n\n{new TicketMarker { Key = Key, Group = new TicketGroup("Host", "web01"), Host = [new MarkedHost("web01", ["web01"], ["CVE-2021-44228"])] }.ToText()}", TicketDialect.Adf, s_limit);

        cut.IsCut.ShouldBeTrue();
        cut.Text.Length.ShouldBeInRange(30_000, 32_767);
        JsonNode.Parse(cut.Text)!["type"]!.GetValue<string>().ShouldBe("doc");
        TicketMarker.Read(cut.Text)!.Key.ShouldBe(Key);
        cut.Attachment.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(TicketResolution.RiskAccepted)]
    [InlineData(TicketResolution.Other)]
    public async Task A_word_that_stands_for_several_reasons_keeps_no_hole_without_a_ticket_unless_the_ledger_knows_better(TicketResolution resolution)
    {
        await using JiraStub jira = new(_clock);
        await using StubConnection connection = Connect(jira, ("team", "IT Operations"));
        ReadTicket made = await connection.Actions.CreateAsync(Draft, Token);
        await connection.Actions.CloseAsync(made.Id, resolution, null, null, Token);

        TrackerTicket closed = (await connection.Tracker.ReadAsync(made.Id, Token)).ShouldNotBeNull();
        var known = new StoredTicket { Id = made.Id, Number = made.Number, Draft = new TicketDraft { Key = Key }, State = TicketState.Closed, Resolution = resolution };

        ((string)jira.Issue(0)["fields"]!["resolution"]!["name"]!).ShouldBe("Won't Do");
        closed.Resolution.ShouldBe(TicketResolution.Other);
        TrackedTickets.Join(closed, known).ShouldNotBeNull().Resolution.ShouldBe(resolution);
    }

    private StubConnection Connect(JiraStub jira, params (string Name, string Value)[] settings)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["email"] = "svc@example.com", ["project"] = "OPS", ["issueType"] = "10002" };
        foreach ((string name, string value) in settings.Where(setting => setting.Name.Length > 0))
            values[name] = value;
        return new StubConnection(ConnectorFolders.Catalog.Find("JiraCloud"), jira.Server.Url, values, "token", "secret-token", _clock);
    }

    // What the runner of deliveries does, with a clock that goes on as soon as somebody waits.
    private async Task<(DeliveryOutcome Outcome, DateTimeOffset? SentAt)> DeliverAsync(ITicketTracker tracker, DateTimeOffset? sentAt)
    {
        var draft = new TrackerDraft { Key = Key, Title = Draft.Title!, Body = Draft.Body!, Team = Draft.Team!, Priority = RemediationPriority.High };
        var delivery = new TicketDelivery(draft, tracker.Abilities, sentAt);
        while (delivery.Next is { Kind: not DeliveryStepKind.Done } step)
        {
            switch (step.Kind)
            {
                case DeliveryStepKind.Find:
                    delivery.Found(await tracker.FindAsync(new TrackerQuery { Key = [Key], SentAt = step.SentAt }, Token), _clock.GetUtcNow());
                    break;
                case DeliveryStepKind.Wait:
                    if (step.Until > _clock.GetUtcNow())
                        _clock.SetUtcNow(step.Until);
                    delivery.Waited();
                    break;
                case DeliveryStepKind.Intend:
                    delivery.Intended((sentAt = _clock.GetUtcNow()).Value);
                    break;
                case DeliveryStepKind.Create:
                    try
                    {
                        delivery.Created(await tracker.CreateAsync(draft, Token));
                    }
                    catch (FailureException failure)
                    {
                        delivery.Failed(failure);
                    }

                    break;
                case DeliveryStepKind.ReadBack:
                    delivery.Read(await tracker.ReadAsync(step.Id, Token));
                    break;
                default:
                    throw new InvalidOperationException($"{step.Kind} was not expected.");
            }
        }

        return (delivery.Outcome!, sentAt);
    }
}
