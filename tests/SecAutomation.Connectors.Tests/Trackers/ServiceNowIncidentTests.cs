using SecAutomation.Engine.Actions;
using SecAutomation.Testing;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>What ServiceNow's documentation says that an instance answers, and its traps.</summary>
public sealed class ServiceNowIncidentTests
{
    private const string Key = "sa1-abcdefghijklmnopqrstuvwxyz";
    private const string Columns = """{"result":[{"element":"correlation_id","column_label":"Correlation ID"}]}""";
    private const string Groups = """{"result":[{"sys_id":"287ebd7da9fe198100f92cc8d1d2154e","name":"IT Operations"},{"sys_id":"8a4dde73c6112278017a6a4baf547aa7","name":"it operations"}]}""";

    private static readonly TicketValues s_draft = new()
    {
        Key = Key, Title = "Unable to connect", Body = "Patch it.", Team = "IT Operations", Priority = RemediationPriority.Medium, DueDate = new DateOnly(2026, 12, 1),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_documented_answer_to_a_create_is_read_and_what_it_lacks_is_named()
    {
        StubAnswer documented = Documented("4-Table-POST-now-table-tableName") with { Status = 201 };
        await using StubServer server = Serve(new StubRule("POST", "/api/now/table/incident", documented));
        await using StubConnection connection = Connect(server);

        ReadTicket made = await connection.Actions.CreateAsync(s_draft, Token);

        made.Number.ShouldBe("INC0010002");
        made.State.ShouldBe(TicketState.New);
        made.Priority.ShouldBe(RemediationPriority.Medium);
        made.TeamId.ShouldBe("287ebd7da9fe198100f92cc8d1d2154e");
        made.Key.ShouldBeEmpty();
        made.CreatedAt.ShouldBe(new DateTimeOffset(2016, 1, 22, 14, 28, 24, TimeSpan.Zero));
        string body = server.Requests[^1].Body;
        body.ShouldContain("\"assignment_group\":\"287ebd7da9fe198100f92cc8d1d2154e\"");
        body.ShouldContain("\"correlation_id\":\"" + Key + "\"");
        body.ShouldNotContain("\"priority\"");
    }

    [Fact]
    public async Task The_documented_record_is_read_and_dropped_columns_are_named()
    {
        await using StubServer server = Serve(new StubRule("GET", "/api/now/table/incident/x1", Documented("2-Table-GET-now-table-tableName-sys-id")));
        await using StubConnection connection = Connect(server);

        ReadTicket read = await connection.Actions.ReadBackAsync("x1", s_draft, Token);

        read.Number.ShouldBe("INC0000046");
        read.TeamId.ShouldBe("8a4dde73c6112278017a6a4baf547aa7");
        read.Version.ShouldBe("4");
        read.DueDate.ShouldBeNull();
        read.NotApplied.ShouldBe([nameof(RemediationTicket.Key), nameof(RemediationTicket.Title), nameof(RemediationTicket.Text), nameof(RemediationTicket.Team), nameof(RemediationTicket.DueDate)]);
    }

    [Fact]
    public async Task A_query_that_the_instance_left_out_stops_the_run_and_finds_no_wrong_ticket()
    {
        await using StubServer server = Serve(new StubRule("GET", "/api/now/table/incident", Counted(Documented("1-Table-GET-now-table-tableName"), 1)));
        await using StubConnection connection = Connect(server);

        (await Should.ThrowAsync<FailureException>(() => connection.Actions.PrepareAsync(["IT Operations"], Token))).Id.ShouldBe(FailureId.TicketFilterIgnored);
        (await connection.Actions.FindAsync([Key], Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("IT Operations", "287ebd7da9fe198100f92cc8d1d2154e")]
    [InlineData("it operations", "8a4dde73c6112278017a6a4baf547aa7")]
    [InlineData("8a4dde73c6112278017a6a4baf547aa7", "8a4dde73c6112278017a6a4baf547aa7")]
    public async Task A_group_goes_by_its_exact_name_and_is_written_by_its_id(string team, string id)
    {
        await using StubServer server = Serve(new StubRule("POST", "/api/now/table/incident", Documented("4-Table-POST-now-table-tableName")));
        await using StubConnection connection = Connect(server);

        await connection.Actions.CreateAsync(s_draft with { Team = team }, Token);

        server.Requests[^1].Body.ShouldContain($"\"assignment_group\":\"{id}\"");
    }

    [Theory]
    [InlineData("IT OPERATIONS", "no assignment group")]
    [InlineData("IT", "no assignment group")]
    public async Task A_name_that_is_not_exactly_one_group_is_no_group(string team, string said)
    {
        await using StubServer server = Serve();
        await using StubConnection connection = Connect(server);

        FailureException failure = await Should.ThrowAsync<FailureException>(() => connection.Actions.PrepareAsync([team], Token));

        failure.Id.ShouldBe(FailureId.TeamNotFound);
        failure.Message.ShouldContain(said);
    }

    [Fact]
    public async Task Two_groups_of_one_name_are_told_and_none_is_taken()
    {
        await using StubServer server = new([
            new StubRule("GET", "/api/now/table/sys_user_group", Counted(StubAnswer.Json("""{"result":[{"sys_id":"a","name":"IT Operations"},{"sys_id":"b","name":"IT Operations"}]}"""), 2)),
            .. Around(),
        ]);
        await using StubConnection connection = Connect(server);

        FailureException failure = await Should.ThrowAsync<FailureException>(() => connection.Actions.PrepareAsync(["IT Operations"], Token));

        failure.Message.ShouldContain("several");
        failure.Message.ShouldContain("Name it by its id");
    }

    [Fact]
    public async Task An_answer_of_200_that_holds_an_error_is_no_empty_list_and_no_ticket()
    {
        StubAnswer failed = StubAnswer.Json("""{"result":[],"error":{"message":"Transaction cancelled: maximum execution time exceeded","detail":"..."},"status":"failure"}""");
        await using StubServer server = Serve(new StubRule("GET", "/api/now/table/incident", failed), new StubRule("POST", "/api/now/table/incident", failed));
        await using StubConnection connection = Connect(server);

        FailureException search = await Should.ThrowAsync<FailureException>(() => connection.Actions.FindAsync([Key], Token));
        FailureException create = await Should.ThrowAsync<FailureException>(() => connection.Actions.CreateAsync(s_draft, Token));

        search.Id.ShouldBe(FailureId.ReadIncomplete);
        search.Message.ShouldContain("maximum execution time exceeded");
        create.Id.ShouldBe(FailureId.TicketOutcomeUncertain);
        server.Requests.Count(request => request.Method == "POST").ShouldBe(1);
    }

    [Fact]
    public async Task A_column_that_is_not_there_stops_the_run_before_anything_is_written()
    {
        await using StubServer server = Serve();
        await using StubConnection connection = Connect(server, ("keyField", "u_secautomation_key"));

        (await Should.ThrowAsync<FailureException>(() => connection.Actions.PrepareAsync(["IT Operations"], Token))).Id.ShouldBe(FailureId.TicketFieldMissing);
    }

    [Fact]
    public async Task Fewer_rows_than_the_instance_counted_are_no_complete_list()
    {
        StubAnswer hidden = Counted(Documented("1-Table-GET-now-table-tableName"), 50);
        await using StubServer server = Serve(new StubRule("GET", "/api/now/table/incident", hidden));
        await using StubConnection connection = Connect(server);

        (await Should.ThrowAsync<FailureException>(() => connection.Actions.ListAsync(null, Token))).Id.ShouldBe(FailureId.ReadIncomplete);
    }

    [Fact]
    public async Task A_name_cannot_add_to_a_query()
    {
        await using StubServer server = Serve(new StubRule("GET", "/api/now/table/incident", Counted(StubAnswer.Json("""{"result":[]}"""), 0)));
        await using StubConnection connection = Connect(server);

        await connection.Actions.FindByNameAsync(["web01^ORnumberISNOTEMPTY"], Token);

        server.Requests[^1].Query("sysparm_query").ShouldBe("correlation_idSTARTSWITHsa1-^descriptionLIKEweb01^^ORnumberISNOTEMPTY^sys_id>=00000000000000000000000000000000^ORDERBYsys_id");
    }

    // An instance says in a header how many rows there are.
    private static StubAnswer Counted(StubAnswer answer, int rows) =>
        answer with { Header = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["X-Total-Count"] = rows.ToString(System.Globalization.CultureInfo.InvariantCulture) } };

    private static StubAnswer Documented(string name) => new()
    {
        Body = File.ReadAllBytes(RecordedSamples.Require(Assert.Skip, "tickets", "servicenow", $"c_TableAPI-{name}.json")),
    };

    private static StubServer Serve(params StubRule[] rules) => new([.. rules, .. Around()]);

    private static StubRule[] Around() =>
    [
        new StubRule("GET", "/api/now/table/sys_user", StubAnswer.Json("""{"result":[{"user_name":"svc"}]}""")),
        new StubRule("GET", "/api/now/table/sys_user_group", Counted(StubAnswer.Json(Groups), 2)),
        new StubRule("GET", "/api/now/table/sys_dictionary", Counted(StubAnswer.Json(Columns), 1)),
    ];

    private static StubConnection Connect(StubServer server, params (string Name, string Value)[] settings)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["user"] = "svc" };
        foreach ((string name, string value) in settings)
            values[name] = value;
        return new StubConnection(ConnectorFolders.Catalog.Find("ServiceNowIncident"), server.Url, values, "password", "a-secret-password");
    }
}
