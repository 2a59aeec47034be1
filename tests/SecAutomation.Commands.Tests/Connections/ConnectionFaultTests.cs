using System.Globalization;
using System.IO.Compression;
using System.Management.Automation;
using System.Text;
using SecAutomation.Testing.Http;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Connections;

/// <summary>What somebody sees when a scanner or an inventory fails after its first page: the condition and the next step, and never a shorter list.</summary>
public sealed class ConnectionFaultTests : IClassFixture<ModuleFixture>
{
    private static readonly Dictionary<string, Func<string, StubAnswer>> s_faults = new(StringComparer.Ordinal)
    {
        ["reset in the middle"] = page => StubAnswer.Json(page) with { CutAfter = page.Length / 2 },
        ["stall in the middle"] = page => StubAnswer.Json(page) with { StallAfter = page.Length / 2 },
        ["slow drip"] = page => StubAnswer.Json(page + new string(' ', 4_000)) with { DripAfter = page.Length / 2 },
        ["no answer"] = page => StubAnswer.Json(page) with { IsSilent = true },
        ["401"] = _ => StubAnswer.Json("""{"error":"token expired"}""", 401),
        ["403"] = _ => StubAnswer.Json("""{"error":"no"}""", 403),
        ["429 without end"] = _ => StubAnswer.Json("{}", 429) with { Header = Headers("Retry-After", "0") },
        ["500"] = _ => StubAnswer.Json("{}", 500),
        ["cut gzip"] = page => StubAnswer.Json("") with { Body = Zipped(page)[..^12], Header = Headers("Content-Encoding", "gzip") },
        ["damaged gzip"] = page => StubAnswer.Json("") with { Body = [0x1f, 0x8b, .. Encoding.UTF8.GetBytes(page)], Header = Headers("Content-Encoding", "gzip") },
        ["other content type"] = _ => new StubAnswer { ContentType = "text/csv", Body = "host,cve\nweb01,CVE-2021-44228\n"u8.ToArray() },
        ["login page"] = _ => new StubAnswer { ContentType = "text/html", Body = "<!DOCTYPE html><html><body>Please log in</body></html>"u8.ToArray() },
        ["login page that says it is JSON"] = _ => new StubAnswer { Body = "<!DOCTYPE html><html><body>Please log in</body></html>"u8.ToArray() },
        ["empty body"] = _ => new StubAnswer(),
        ["text after the end"] = page => StubAnswer.Json(page + "<!-- proxy -->"),
    };

    private readonly ModuleSession _session;

    public ConnectionFaultTests(ModuleFixture module)
    {
        _session = module.Session;
        StubProducts.AddTo(_session);
        StubProducts.AddHurriedTo(_session);
    }

    public static TheoryData<string, string, string> Faults => new()
    {
        { "reset in the middle", "ReadIncomplete", "Try again" },
        { "stall in the middle", "TimedOut", "again" },
        { "slow drip", "TimedOut", "the answer trickles: " },
        { "no answer", "ConnectionFailed", "the network" },
        { "401", "CredentialRefused", "has not expired" },
        { "403", "PermissionMissing", "Give the account the right" },
        { "429 without end", "RateLimited", "larger quota" },
        { "500", "ServerFailed", "Look at the server" },
        { "cut gzip", "ReadIncomplete", "again" },
        { "damaged gzip", "ReadIncomplete", "again" },
        { "other content type", "AnswerNotUnderstood", "address" },
        { "login page", "AnswerNotUnderstood", "address" },
        { "login page that says it is JSON", "AnswerNotUnderstood", "address" },
        { "empty body", "AnswerNotUnderstood", "address" },
        { "text after the end", "ReadIncomplete", "again" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_scanner_that_fails_on_its_second_page_gives_the_condition_the_next_step_and_no_host(string fault, string id, string nextStep)
    {
        await using var scanner = new StubServer([new StubRule("GET", "/findings", StubAnswer.Json(Page("web01", "web02")), s_faults[fault](Page("web03", "web04")))]);
        StubProducts.Register(_session, "failing", "HurriedScanner", scanner.Url);

        CommandResult result = _session.Run("Get-CriticalCveHost -Connection failing");

        result.Output.ShouldBeEmpty();
        ErrorRecord error = result.Errors.ShouldHaveSingleItem();
        error.Id().ShouldBe(id, error.ToString());
        error.ToString().ShouldStartWith("failing, ");
        error.ToString().ShouldContain(nextStep, customMessage: error.ToString());
        error.ToString().ShouldNotContain(StubProducts.Token);
        scanner.Requests.Count.ShouldBeGreaterThan(1);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_inventory_that_fails_answers_for_no_host(string fault, string id, string nextStep)
    {
        string page = $$"""{"total":1,"machines":[{{StubProducts.Machine("web01")}}]}""";
        await using var inventory = new StubServer([new StubRule("GET", "/api/v2/machines", s_faults[fault](page))]);
        StubProducts.Register(_session, "failing-inventory", "HurriedCmdb", inventory.Url);

        CommandResult result = _session.Run("'web01', 'web02' | Find-Asset -Connection failing-inventory");

        result.Output.ShouldBeEmpty();
        result.Errors[0].Id().ShouldBe(id, result.Errors[0].ToString());
        result.Errors[0].ToString().ShouldContain(nextStep, customMessage: result.Errors[0].ToString());
    }

    [Fact]
    public async Task A_redirect_to_another_host_is_refused_and_the_credential_stays_here()
    {
        await using var other = new StubServer([new StubRule("GET", "/findings", StubAnswer.Json(Page("web01", "web02")))]);
        string elsewhere = new UriBuilder(other.Url) { Host = "localhost", Path = "/findings" }.Uri.AbsoluteUri;
        await using var scanner = new StubServer([new StubRule("GET", "/findings", new StubAnswer { Status = 302, Header = Headers("Location", elsewhere) })]);
        StubProducts.Register(_session, "redirecting", "HurriedScanner", scanner.Url);

        ErrorRecord error = Refused("Get-CriticalCveHost -Connection redirecting");

        error.Id().ShouldBe("RedirectRefused");
        error.ToString().ShouldContain("Register the connection with the address");
        other.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_without_an_end_are_given_up()
    {
        int page = 0;
        await using var scanner = new StubServer(_ => StubAnswer.Json(Page(1_000_000, $"web{Interlocked.Increment(ref page)}a", $"web{page}b")));
        StubProducts.Register(_session, "endless", "HurriedScanner", scanner.Url);

        ErrorRecord error = Refused("Get-CriticalCveHost -Connection endless");

        error.Id().ShouldBe("LimitExceeded");
        error.ToString().ShouldContain("30 pages");
        scanner.Requests.Count.ShouldBeInRange(30, 31);
    }

    [Fact]
    public async Task A_page_that_comes_again_for_ever_is_noticed_at_once()
    {
        await using var scanner = new StubServer([new StubRule("GET", "/findings", StubAnswer.Json(Page(1_000, "web01", "web02")))]);
        StubProducts.Register(_session, "repeating", "HurriedScanner", scanner.Url);

        ErrorRecord error = Refused("Get-CriticalCveHost -Connection repeating");

        error.Id().ShouldBe("ReadIncomplete");
        scanner.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_cursor_that_comes_back_is_an_error()
    {
        int page = 0;
        await using var scanner = new StubServer(_ => StubAnswer.Json(Page(1_000, $"web{Interlocked.Increment(ref page)}a", $"web{page}b").Replace("{\"total\"", $"{{\"next\":\"{(page % 2 == 0 ? "b" : "a")}\",\"total\"", StringComparison.Ordinal)));
        StubProducts.Register(_session, "circling", "CursorScanner", scanner.Url);

        ErrorRecord error = Refused("Get-CriticalCveHost -Connection circling");

        error.Id().ShouldBe("ReadIncomplete");
        error.ToString().ShouldContain("cursor");
        scanner.Requests.Count.ShouldBeLessThan(5);
    }

    [Fact]
    public async Task A_wait_until_a_time_is_taken_by_the_servers_own_clock()
    {
        DateTimeOffset ahead = TimeProvider.System.GetUtcNow().AddHours(5);
        StubAnswer busy = StubAnswer.Json("{}", 429) with { Header = Headers("Retry-After", Http(ahead.AddSeconds(1)), "Date", Http(ahead)) };
        await using var scanner = new StubServer([new StubRule("GET", "/findings", busy, StubAnswer.Json(Page(2, "web01", "web02")))]);
        StubProducts.Register(_session, "five-hours-ahead", "CursorScanner", scanner.Url);

        _session.Run("Get-CriticalCveHost -Connection five-hours-ahead").Succeeded().Texts("ComputerName").ShouldBe(["web01", "web02"], ignoreOrder: true);

        static string Http(DateTimeOffset time) => time.ToString("r", CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task An_inventory_that_does_not_search_is_noticed()
    {
        await using var inventory = new StubServer([StubProducts.Machines([.. Enumerable.Range(1, 20).Select(i => StubProducts.Machine($"other{i}", $"192.0.2.{i}"))])]);
        StubProducts.Register(_session, "deaf-inventory", "HurriedCmdb", inventory.Url);

        CommandResult result = _session.Run("Find-Asset web01 -Connection deaf-inventory");

        result.Output.ShouldNotContain(match => match.Text("Status") == "Matched");
        (result.Errors.Select(error => error.ToString()).Concat(result.Warnings)).ShouldContain(said => said.Contains("deaf-inventory", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stopped_pipeline_ends_its_export_on_the_server()
    {
        await using var scanner = new StubServer(
        [
            new StubRule("POST", "/vulns/export", StubAnswer.Json("""{"export_uuid":"e1"}""")),
            new StubRule("GET", "/vulns/export/e1/status", StubAnswer.Json("""{"status":"QUEUED","chunks_available":[]}""")),
            new StubRule("POST", "/vulns/export/e1/cancel", StubAnswer.Json("""{"status":"CANCELLED"}""")),
        ]);
        StubProducts.Register(_session, "exporting", "TenableVM", scanner.Url);
        using PowerShell shell = _session.CreateShell("Get-CriticalCveHost -Connection exporting");
        shell.BeginInvoke();
        while (scanner.Requests.All(request => request.Path != "/vulns/export/e1/status"))
            await Task.Delay(20, TestContext.Current.CancellationToken);

        shell.Stop();

        shell.InvocationStateInfo.State.ShouldBe(PSInvocationState.Stopped);
        scanner.Requests[^1].Path.ShouldBe("/vulns/export/e1/cancel");
    }

    [Fact]
    public void A_name_without_an_address_is_named()
    {
        StubProducts.Register(_session, "nameless-scanner", "HurriedScanner", new Uri("https://no-such-host.invalid"));

        ErrorRecord error = Refused("Get-CriticalCveHost -Connection nameless-scanner");

        error.Id().ShouldBe("ConnectionFailed");
        error.ToString().ShouldContain("no-such-host.invalid has no address");
    }

    [Theory]
    [InlineData("localhost", -1.0, true, "CertificateInvalid", "renew it, or set the clock")]
    [InlineData("localhost", 90.0, false, "CertificateInvalid", "name its authority with -CertificateAuthority")]
    [InlineData("other.corp.example", 90.0, true, "CertificateInvalid", "with a name that stands in it")]
    [InlineData("localhost", 90.0, true, "", "")]
    public async Task A_certificate_is_trusted_by_its_private_authority_for_its_name_and_time_alone(string name, double days, bool isKnown, string id, string nextStep)
    {
        using var authority = new TestAuthority(name, TimeSpan.FromDays(days));
        using var place = new Workplace();
        string file = place.Write("authority.pem", authority.Pem);
        await using var scanner = new StubServer([StubProducts.ScannerAnswers(StubProducts.Finding("web01", "CVE-2021-44228"))], authority.ServerCertificate);
        StubProducts.Register(_session, "certified", "HurriedScanner", scanner.Url, more: isKnown ? $"-CertificateAuthority '{file}'" : "");

        CommandResult result = _session.Run("Get-CriticalCveHost -Connection certified");

        result.Errors.Select(error => error.Id()).ShouldBe(id.Length > 0 ? [id] : []);
        result.Texts("ComputerName").ShouldBe(id.Length > 0 ? [] : ["web01"]);
        result.Errors.ShouldAllBe(error => error.ToString().Contains(nextStep, StringComparison.Ordinal));
        scanner.Requests.Count.ShouldBe(id.Length > 0 ? 0 : 1);
    }

    private ErrorRecord Refused(string script)
    {
        CommandResult result = _session.Run(script);
        result.Output.ShouldBeEmpty();
        return result.Errors.ShouldHaveSingleItem();
    }

    private static string Page(params string[] hosts) => Page(4, hosts);

    private static string Page(int total, params string[] hosts) =>
        $$"""{"total":{{total}},"findings":[{{string.Join(",", hosts.Select(host => StubProducts.Finding(host, "CVE-2021-44228")))}}]}""";

    private static Dictionary<string, string> Headers(params string[] pairs) =>
        pairs.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);

    private static byte[] Zipped(string text)
    {
        using var target = new MemoryStream();
        using (var zip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(Encoding.UTF8.GetBytes(text));
        return target.ToArray();
    }
}
