using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Streams;
using SecAutomation.Engine.Tests.Manifests;
using SecAutomation.Testing.Http;

namespace SecAutomation.Engine.Tests.Streams;

/// <summary>Reading pages from a product.</summary>
public sealed class LivePageTests
{
    private const string Path = "/api/sites/main/findings";

    private static StubAnswer Last => StubAnswer.Json("""{"total":5,"findings":[{"host":"web01","check":"5","cve":"CVE-2024-3094","level":"bad"}]}""");

    [Fact]
    public async Task Pages_are_read_to_the_announced_total_and_joined_by_host()
    {
        await using var acme = new LiveAcmeServer([new StubRule("GET", Path, LiveAcmeServer.Findings(5, "web01", "web02"), LiveAcmeServer.Findings(5, "web03", "web04"), Last)]);

        ReportRead read = await acme.ReadFindingsAsync();

        read.Failure.ShouldBeNull();
        read.Read.ShouldBe(new ScanRead { Source = "acme", Connector = "Acme", Expected = 5, Received = 5, IsComplete = true });
        read.Host.Select(host => host.Identity.ComputerName).ShouldBe(["web01", "web02", "web03", "web04"]);
        read.Host[0].Finding.ShouldHaveSingleItem().CveId.ShouldBe(["CVE-2021-44228", "CVE-2024-3094"]);
        acme.Server.Requests.Select(request => request.Target).ShouldBe([$"{Path}?skip=0&take=2", $"{Path}?skip=2&take=2", $"{Path}?skip=4&take=2"]);
    }

    [Fact]
    public async Task Pages_after_the_first_one_are_asked_for_by_a_request_of_their_own_where_there_is_one()
    {
        ConnectorManifest connector = LiveAcme.Connector(
            (LiveAcme.FindingsFile, "    skip: \"{page.offset}\"\n", "    which: first\n"),
            (LiveAcme.FindingsFile, "  kind: offset\n", "  kind: cursor\n  cursor: next\n  next: { path: \"/sites/{site}/more\", query: { after: \"{page.cursor}\", take: \"{page.size}\" } }\n"));
        await using var acme = new LiveAcmeServer(
            [
                new StubRule("GET", Path, StubAnswer.Json("""{"total":3,"next":"k1","findings":[{"host":"web01","check":"1","cve":"CVE-2021-44228","level":"bad"}]}""")),
                new StubRule(
                    "GET", "/api/sites/main/more",
                    StubAnswer.Json("""{"next":"k2","findings":[{"host":"web02","check":"1","cve":"CVE-2021-44228","level":"bad"}]}"""),
                    StubAnswer.Json("""{"next":null,"findings":[{"host":"web03","check":"1","cve":"CVE-2021-44228","level":"bad"}]}""")),
            ],
            connector);

        ReportRead read = await acme.ReadFindingsAsync();

        read.Failure.ShouldBeNull();
        read.Host.Select(host => host.Identity.ComputerName).ShouldBe(["web01", "web02", "web03"]);
        acme.Server.Requests.Select(request => request.Target).ShouldBe(
            [$"{Path}?which=first&take=2", "/api/sites/main/more?after=k1&take=2", "/api/sites/main/more?after=k2&take=2"]);
    }

    [Fact]
    public async Task What_the_server_can_leave_out_is_asked_for_and_what_it_sends_all_the_same_is_left_out_here()
    {
        await using var acme = new LiveAcmeServer([new StubRule("GET", Path, LiveAcmeServer.Findings(1, "web01"))]);
        var query = new FindingQuery { Since = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), CveId = ["CVE-2024-1"], Severity = [Severity.Critical] };

        ReportRead read = await acme.ReadFindingsAsync(query, (in FindingFacts facts) => facts.LastSeen >= query.Since);

        Uri.UnescapeDataString(acme.Server.Requests[0].Target).ShouldContain("seenAfter=2026-02-01T00:00:00Z&cve=CVE-2024-1&level=bad,worst");
        read.Host.ShouldBeEmpty();
        read.Read.Received.ShouldBe(1);
        read.Read.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task A_label_that_the_server_has_no_word_for_lets_it_leave_nothing_out()
    {
        await using var acme = new LiveAcmeServer([new StubRule("GET", Path, LiveAcmeServer.Findings(1, "web01"))]);

        await acme.ReadFindingsAsync(new FindingQuery { Severity = [Severity.High, Severity.Critical] });

        acme.Server.Requests[0].Target.ShouldNotContain("level=");
    }

    [Fact]
    public async Task A_page_that_is_missing_makes_the_read_incomplete()
    {
        await using var acme = new LiveAcmeServer([new StubRule("GET", Path, LiveAcmeServer.Findings(5, "web01", "web02"), LiveAcmeServer.Findings(5))]);

        ReportRead read = await acme.ReadFindingsAsync();

        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
        read.Read.IsComplete.ShouldBeFalse();
        read.Host.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_of_another_kind_is_no_empty_list()
    {
        await using var acme = new LiveAcmeServer([new StubRule("GET", Path, StubAnswer.Json("""{"error":"there is no such site"}"""))]);

        ReportRead read = await acme.ReadFindingsAsync();

        read.Failure!.Id.ShouldBe(FailureId.AnswerNotUnderstood);
        read.Failure.Message.ShouldContain("findings[]");
    }

    [Fact]
    public async Task A_list_that_is_there_and_empty_is_a_complete_read_of_nothing()
    {
        await using var acme = new LiveAcmeServer([new StubRule("GET", Path, LiveAcmeServer.Findings(0))]);

        ReportRead read = await acme.ReadFindingsAsync();

        read.Failure.ShouldBeNull();
        read.Read.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task A_page_whose_body_breaks_off_is_fetched_again_and_counts_once()
    {
        StubAnswer whole = LiveAcmeServer.Findings(2, "web01", "web02");
        await using var acme = new LiveAcmeServer([new StubRule("GET", Path, whole with { CutAfter = whole.Body.Length - 20 }, whole)]);

        ReportRead read = await acme.ReadFindingsAsync();

        read.Failure.ShouldBeNull();
        read.Read.Received.ShouldBe(2);
        read.Host.Count.ShouldBe(2);
        acme.Heard.Tales.ShouldContain(tale => tale.Contains("It is fetched again.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_that_breaks_off_each_time_makes_the_read_incomplete()
    {
        StubAnswer whole = LiveAcmeServer.Findings(2, "web01", "web02");
        await using var acme = new LiveAcmeServer([new StubRule("GET", Path, whole with { CutAfter = 60 })]);

        ReportRead read = await acme.ReadFindingsAsync();

        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
        read.Host.ShouldBeEmpty();
        acme.Server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_same_page_twice_is_an_error()
    {
        await using var acme = new LiveAcmeServer([new StubRule("GET", Path, LiveAcmeServer.Findings(6, "web01", "web02"))]);

        ReportRead read = await acme.ReadFindingsAsync();

        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
        read.Failure.Message.ShouldContain("the server sends the same page again");
    }
}
