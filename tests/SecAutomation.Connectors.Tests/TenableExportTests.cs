using System.Text.Json;
using SecAutomation.Connectors.Tests.Live;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Streams;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests;

/// <summary>What can happen to an export of Tenable Vulnerability Management on its way, over a live connection.</summary>
public sealed class TenableExportTests
{
    private const string Job = "b8f7f2da-0000-4585-bbf2-8a90631a9f1a";
    private const string Create = "/vulns/export", Status = $"/vulns/export/{Job}/status", Cancel = $"/vulns/export/{Job}/cancel";

    [Theory]
    [InlineData(409, $$"""{"error":"Duplicate export","active_job_id":"{{Job}}"}""")]
    [InlineData(429, $"Duplicate export not allowed. Please modify the request or wait until the existing export is complete. (job_uuid={Job})")]
    public async Task A_running_twin_is_taken_over_and_gives_the_same(int status, string body)
    {
        await using var alone = new LiveTrial("TenableVM");
        await using var trial = new LiveTrial("TenableVM", rule => rule.Path == Create ? With(rule, StubAnswer.Json(body, status)) : rule);

        LiveResult expected = await alone.ReadAsync(), read = await trial.ReadAsync();

        Hosts(read).ShouldBe(Hosts(expected));
        read.Failures.ShouldAllBe(failure => failure == null);
        trial.Heard.Lines.ShouldContain(line => line.Contains($"is running already, as {Job}; it is taken over", StringComparison.Ordinal));
        trial.Server.Requests.Count(request => request.Path == Create).ShouldBe(1);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("2025-11-04T10:00:00Z", 1762250400)]
    public async Task Findings_of_any_age_and_of_unlicensed_assets_are_asked_for_and_fixed_ones_by_when_they_changed(string? since, long sent)
    {
        await using var trial = new LiveTrial("TenableVM");
        DateTimeOffset? from = since is null ? null : DateTimeOffset.Parse(since, System.Globalization.CultureInfo.InvariantCulture);

        await trial.Streams.ReadFindingsAsync(FindingQuery.Everything with { Since = from }, ConnectorFolders.Everything, trial.Heard, TestContext.Current.CancellationToken);

        JsonElement body = JsonDocument.Parse(trial.Server.Requests.Single(request => request.Path == Create).Body).RootElement;
        body.GetProperty("include_unlicensed").GetBoolean().ShouldBeTrue();
        body.GetProperty("filters").GetProperty("since").GetInt64().ShouldBe(sent);

        // The server refuses them beside 'since', and a finding that was fixed keeps an old last_found.
        body.GetProperty("filters").EnumerateObject().Select(filter => filter.Name).ShouldNotContain(name => name == "last_found" || name == "first_found" || name == "last_fixed");
    }

    [Fact]
    public async Task A_twin_that_nobody_names_is_an_error_that_says_so()
    {
        await using var trial = new LiveTrial("TenableVM", rule => rule.Path == Create ? With(rule, StubAnswer.Json("""{"error":"Duplicate export"}""", 409)) : rule);

        FailureException failure = await FailureAsync(trial);

        failure.Id.ShouldBe(FailureId.ReadIncomplete);
        failure.Message.ShouldContain("the same export is running already");
        failure.NextStep!.ShouldContain("Wait until it is done");
    }

    [Fact]
    public async Task Too_many_exports_are_waited_for_and_then_an_error()
    {
        await using var trial = new LiveTrial("TenableVM", rule => rule.Path == Create ? With(rule, StubAnswer.Json("""{"error":"Too many"}""", 429)) : rule);

        FailureException failure = await FailureAsync(trial);

        failure.Id.ShouldBe(FailureId.RateLimited);
        trial.Server.Requests.Count(request => request.Path == Create).ShouldBe(5);
    }

    [Theory]
    [InlineData("1", 404, "1")]
    [InlineData("2", 410, "2")]
    [InlineData("4", 500, "4")]
    public async Task A_chunk_that_is_lost_or_has_expired_is_named_and_the_others_are_read(string chunk, int status, string named)
    {
        await using var trial = new LiveTrial("TenableVM", rule => rule.Path.EndsWith($"/chunks/{chunk}", StringComparison.Ordinal) ? With(rule, StubAnswer.Json("{}", status)) : rule);

        FailureException failure = await FailureAsync(trial);

        failure.Id.ShouldBe(FailureId.ReadIncomplete);
        failure.Message.ShouldContain($"lacks the chunks {named}. 2 of 4 chunks");
        failure.NextStep!.ShouldBe("Run it again.");
        trial.Server.Requests.Select(request => request.Path).Distinct(StringComparer.Ordinal).Count(path => path.Contains("/chunks/", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Theory]
    [InlineData("ERROR", "failed on the server")]
    [InlineData("CANCELLED", "was cancelled on the server")]
    public async Task An_export_that_ends_badly_says_how(string word, string said)
    {
        await using var trial = new LiveTrial("TenableVM", rule => rule.Path == Status ? With(rule, Looks(word, "[]")) : rule);

        (await FailureAsync(trial)).Message.ShouldContain(said);
    }

    [Fact]
    public async Task An_export_that_is_gone_from_the_server_has_expired()
    {
        await using var trial = new LiveTrial("TenableVM", rule => rule.Path == Status ? With(rule, Looks("QUEUED", "[]"), StubAnswer.Json("{}", 404)) : rule);

        (await FailureAsync(trial)).Message.ShouldContain("has expired on the server");
    }

    [Fact]
    public async Task Chunks_are_read_in_any_order_as_they_come()
    {
        await using var alone = new LiveTrial("TenableVM");
        await using var trial = new LiveTrial(
            "TenableVM", rule => rule.Path == Status ? With(rule, Looks("PROCESSING", "[4]"), Looks("PROCESSING", "[4,2]"), Looks("FINISHED", "[4,2,1]")) : rule);

        Hosts(await trial.ReadAsync()).ShouldBe(Hosts(await alone.ReadAsync()));

        trial.Server.Requests.Select(request => request.Path).Where(path => path.Contains("/chunks/", StringComparison.Ordinal)).Select(path => path[^1..]).ShouldBe(["4", "2", "1"]);
    }

    [Fact]
    public async Task An_export_in_which_nothing_happens_is_given_up_and_ended_on_the_server()
    {
        await using var trial = new LiveTrial("TenableVM", rule => rule.Path == Status ? With(rule, Looks("PROCESSING", "[]")) : rule, Patient("patienceMinutes: 1"));

        FailureException failure = await FailureAsync(trial);

        failure.Id.ShouldBe(FailureId.ReadIncomplete);
        failure.Message.ShouldContain("has not changed for 1 minutes");
        failure.NextStep!.ShouldContain("Look at the server");
        trial.Server.Requests.ShouldContain(request => request.Method == "POST" && request.Path == Cancel);
    }

    [Fact]
    public async Task A_run_that_is_stopped_ends_its_export_on_the_server_and_leaves_a_twin_alone()
    {
        await using var own = new LiveTrial("TenableVM", rule => rule.Path == Status ? With(rule, Looks("QUEUED", "[]")) : rule);
        await using var twin = new LiveTrial("TenableVM", rule => rule.Path == Status ? With(rule, Looks("QUEUED", "[]"))
            : rule.Path == Create ? With(rule, StubAnswer.Json($$"""{"active_job_id":"{{Job}}"}""", 409)) : rule);

        await StoppedAsync(own);
        await StoppedAsync(twin);

        own.Server.Requests.Count(request => request.Path == Cancel).ShouldBe(1);
        twin.Server.Requests.ShouldNotContain(request => request.Path == Cancel);

        static async Task StoppedAsync(LiveTrial trial)
        {
            using var stop = new CancellationTokenSource();
            Task<LiveResult> reading = trial.ReadAsync(token: stop.Token);
            while (trial.Server.Requests.All(request => request.Path != Status))
                await Task.Delay(20, TestContext.Current.CancellationToken);
            await stop.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(reading);
        }
    }

    private static StubRule With(StubRule rule, params StubAnswer[] answers) => rule with { Answer = answers };

    private static StubAnswer Looks(string state, string chunks) => StubAnswer.Json(
        $$"""{"uuid":"{{Job}}","status":"{{state}}","chunks_available":{{chunks}},"chunks_failed":[],"chunks_cancelled":[],"total_chunks":4,"empty_chunks_count":{{(state == "FINISHED" ? 1 : 0)}}}""");

    private static IEnumerable<string> Hosts(LiveResult read) =>
        read.Findings!.Host.Select(host => $"{host.Identity.ComputerName} {string.Join(' ', host.Finding.Select(finding => finding.DetectionId).Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal);

    private static async Task<FailureException> FailureAsync(LiveTrial trial)
    {
        LiveResult read = await trial.ReadAsync();
        read.AreComplete.ShouldAllBe(isComplete => !isComplete);
        return read.Failures.ShouldHaveSingleItem().ShouldNotBeNull();
    }

    private static ConnectorManifest Patient(string limit)
    {
        string source = ConnectorFolders.File("TenableVM"), target = Directory.CreateTempSubdirectory("connectors").FullName;
        try
        {
            foreach (string path in Directory.GetFiles(source, "*.yaml", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(source, path)).Where(path => !path.StartsWith("_test", StringComparison.Ordinal)))
            {
                string copy = Path.Combine(target, "TenableVM", path);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.WriteAllText(copy, File.ReadAllText(Path.Combine(source, path)).Replace("  kind: export\n", $"  kind: export\n  {limit}\n", StringComparison.Ordinal));
            }

            return ConnectorCatalog.FromFolder(target).Connector.Single();
        }
        finally
        {
            Directory.Delete(target, recursive: true);
        }
    }
}
