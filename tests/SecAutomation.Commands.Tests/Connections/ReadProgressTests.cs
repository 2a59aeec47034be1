using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using SecAutomation.Testing.Http;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Connections;

/// <summary>What somebody sees who waits for a product: how far the read is, and never more often than it can be seen.</summary>
public sealed class ReadProgressTests : IClassFixture<ModuleFixture>
{
    private readonly ModuleSession _session;

    public ReadProgressTests(ModuleFixture module)
    {
        _session = module.Session;
        StubProducts.AddTo(_session);
    }

    [Fact]
    public async Task A_scanner_that_is_read_page_by_page_shows_how_many_findings_of_how_many_there_are()
    {
        await using var scanner = new StubServer(request => Page(request, 16) with { Delay = TimeSpan.FromMilliseconds(150) });
        StubProducts.Register(_session, "shown-scanner", "OurScanner", scanner.Url);

        CommandResult result = _session.Run("Get-CriticalCveHost -Connection shown-scanner").Succeeded();

        ProgressRecord[] shown = [.. result.Progress.Where(progress => progress.RecordType == ProgressRecordType.Processing)];
        shown.Length.ShouldBeGreaterThan(1);
        shown.ShouldAllBe(progress => progress.Activity == "Reading scanners");

        // How many there are is known once the first page was read.
        shown.Skip(1).ShouldAllBe(progress => progress.StatusDescription.EndsWith(" of 16 records", StringComparison.Ordinal));
        shown[^1].StatusDescription.ShouldStartWith("shown-scanner: ");
        shown.Select(progress => progress.PercentComplete).ShouldBeInOrder();
        shown[^1].PercentComplete.ShouldBeInRange(50, 100);
        result.Progress[^1].RecordType.ShouldBe(ProgressRecordType.Completed);
    }

    [Fact]
    public async Task Hundreds_of_pages_are_shown_five_times_a_second_at_most()
    {
        await using var scanner = new StubServer(request => Page(request, 600));
        StubProducts.Register(_session, "hasty-scanner", "OurScanner", scanner.Url);
        long start = Stopwatch.GetTimestamp();

        CommandResult result = _session.Run("Get-CriticalCveHost -Connection hasty-scanner").Succeeded();

        scanner.Requests.Count.ShouldBe(300);
        result.Progress.Count.ShouldBeLessThanOrEqualTo((int)(Stopwatch.GetElapsedTime(start).TotalMilliseconds / 200) + 1);
    }

    [Fact]
    public async Task A_look_up_shows_how_many_of_its_requests_are_answered()
    {
        await using var slow = new StubServer(_ => StubAnswer.Json("""{"total":0,"machines":[]}""") with { Delay = TimeSpan.FromMilliseconds(250) });
        StubProducts.Register(_session, "shown-inventory", "OurCmdb", slow.Url);

        CommandResult result = _session.Run("1..100 | ForEach-Object { \"web$_\" } | Find-Asset -Connection shown-inventory -ThrottleLimit 1").Succeeded();

        result.Progress.Where(progress => progress.RecordType == ProgressRecordType.Processing).Select(progress => (progress.Activity, progress.StatusDescription, progress.PercentComplete))
            .ShouldContain(("Reading inventories", "shown-inventory: 1 of 2 requests, 0 records", 50));
    }

    [Fact]
    public async Task A_wait_that_the_server_asks_for_is_shown()
    {
        var header = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Retry-After"] = "1" };
        await using var scanner = new StubServer([new StubRule("GET", "/findings", StubAnswer.Json("{}", 429) with { Header = header }, StubAnswer.Json("""{"total":0,"findings":[]}"""))]);
        StubProducts.AddHurriedTo(_session);
        StubProducts.Register(_session, "shown-wait", "CursorScanner", scanner.Url);

        CommandResult result = _session.Run("Get-CriticalCveHost -Connection shown-wait").Succeeded();

        result.Progress.ShouldContain(progress => progress.StatusDescription.StartsWith("shown-wait: the server wants nothing until ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_export_shows_that_the_server_prepares_it()
    {
        await using var scanner = new StubServer(
        [
            new StubRule("POST", "/vulns/export", StubAnswer.Json("""{"export_uuid":"e1"}""")),
            new StubRule("GET", "/vulns/export/e1/status", StubAnswer.Json("""{"status":"QUEUED","chunks_available":[]}"""), StubAnswer.Json("""{"status":"FINISHED","chunks_available":[1],"total_chunks":1}""")),
            new StubRule("GET", "/vulns/export/e1/chunks/1", StubAnswer.Json("[]")),
        ]);
        StubProducts.Register(_session, "shown-export", "TenableVM", scanner.Url);

        CommandResult result = _session.Run("Get-CriticalCveHost -Connection shown-export").Succeeded();

        result.Progress.ShouldContain(progress => progress.StatusDescription == "shown-export: the server prepares the export (queued), 0 records");
        result.Progress[^1].RecordType.ShouldBe(ProgressRecordType.Completed);
    }

    private static StubAnswer Page(StubRequest request, int total)
    {
        int offset = int.Parse(request.Query("offset")!, CultureInfo.InvariantCulture);
        IEnumerable<string> findings = Enumerable.Range(offset, Math.Min(2, total - offset)).Select(i => StubProducts.Finding(string.Create(CultureInfo.InvariantCulture, $"web{i}"), "CVE-2021-44228"));
        return StubAnswer.Json($$"""{"total":{{total}},"findings":[{{string.Join(',', findings)}}]}""");
    }}
