using System.Globalization;
using System.Management.Automation;
using System.Text;
using SecAutomation.Testing.Http;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Cmdlets;

/// <summary>Feeds that are fetched from their servers.</summary>
public sealed class FeedUpdateTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_feed_is_fetched_once_and_asked_for_by_its_tag_after_that()
    {
        await using var server = new StubServer(request => request.Header.TryGetValue("If-None-Match", out string? tag) && tag == "\"v1\""
            ? new StubAnswer { Status = 304 }
            : StubAnswer.Json(Catalogue("CVE-2021-44228")) with { Header = new Dictionary<string, string>(StringComparer.Ordinal) { ["ETag"] = "\"v1\"", ["Last-Modified"] = "Mon, 25 Aug 2025 15:00:00 GMT" } });

        PSObject first = Run(server, "-Feed Kev -FeedUrl @{ Kev = \"$server/kev.json\" }").Succeeded().OneObject();
        Members(first, "Taken").ShouldBe(["Kev"]);
        PSObject feed = PSObject.AsPSObject(((Array)first.Value("Feed")!).GetValue(0)!);
        feed.Text("Source").ShouldBe($"{server.Url}kev.json");
        feed.Text("EntityTag").ShouldBe("\"v1\"");

        PSObject second = Run(server, "-Feed Kev -FeedUrl @{ Kev = \"$server/kev.json\" }").Succeeded().OneObject();
        Members(second, "Taken").ShouldBeEmpty();
        Members(second, "Unchanged").ShouldBe(["Kev"]);
        second.Value("CveCount").ShouldBe(1);
        server.Requests[1].Header["If-Modified-Since"].ShouldBe("Mon, 25 Aug 2025 15:00:00 GMT");
        Directory.GetFileSystemEntries(_place.Folder).Select(Path.GetFileName).ShouldBe(["cve.bin"]);
    }

    [Fact]
    public async Task WhatIf_asks_the_server_and_leaves_nothing_behind()
    {
        await using var server = new StubServer(_ => StubAnswer.Json(Catalogue("CVE-2021-44228")));

        Run(server, "-WhatIf -Feed Kev -FeedUrl @{ Kev = \"$server/kev.json\" }").Succeeded().Output.ShouldBeEmpty();

        Directory.GetFileSystemEntries(_place.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task All_pages_of_a_feed_are_read_with_the_key_and_the_key_is_never_shown()
    {
        await using var server = new StubServer(request => Page(request, 5, 2000, size: 2));

        CommandResult result = Run(server, "-Feed Nvd -FeedUrl @{ Nvd = \"$server/cves\" } -ApiKey (ConvertTo-Secure 'top-secret-key') -Verbose -Debug").Succeeded();

        result.OneObject().Value("CveCount").ShouldBe(5);
        server.Requests.Select(request => request.Query("startIndex")).ShouldBe(["0", "2", "4"]);
        server.Requests.ShouldAllBe(request => request.Header["apiKey"] == "top-secret-key");
        string.Join('\n', result.Verbose.Concat(result.Warnings).Append(result.HostText)).ShouldNotContain("top-secret-key");
    }

    [Fact]
    public async Task A_run_that_broke_off_goes_on_where_it_stopped()
    {
        bool isBroken = true;
        await using var server = new StubServer(request => isBroken && request.Query("startIndex") == "4"
            ? StubAnswer.Json("{\"error\":\"gone\"}", 404)
            : Page(request, 5, 2000, size: 2));
        const string Call = "-Feed Nvd -FeedUrl @{ Nvd = \"$server/cves\" } -ApiKey (ConvertTo-Secure 'k') ";

        Run(server, Call).Ending().Id().ShouldBe("RequestRefused");
        File.Exists(Store).ShouldBeFalse();
        isBroken = false;
        Run(server, Call).Succeeded().OneObject().Value("CveCount").ShouldBe(5);

        server.Requests.Count(request => request.Query("startIndex") == "0").ShouldBe(1);
        server.Requests.Count(request => request.Query("startIndex") == "2").ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_page_is_an_error_and_nothing_of_the_feed_is_taken()
    {
        await using var server = new StubServer(request => Page(request, 5, 2000, size: 2, announced: 7));

        CommandResult result = Run(server, "-Feed Nvd -FeedUrl @{ Nvd = \"$server/cves\" } -ApiKey (ConvertTo-Secure 'k')");

        result.Ending().Id().ShouldBe("ReadIncomplete");
        result.Output.ShouldBeEmpty();
        File.Exists(Store).ShouldBeFalse();
    }

    [Fact]
    public async Task After_the_whole_only_what_changed_is_asked_for()
    {
        await using var server = new StubServer(request => Page(request, 2, 2000, size: 2));
        const string Call = "-Feed Nvd -FeedUrl @{ Nvd = \"$server/cves\" } -ApiKey (ConvertTo-Secure 'k')";
        Run(server, Call).Succeeded();

        Run(server, Call).Succeeded();

        server.Requests[0].Query("lastModStartDate").ShouldBeNull();
        DateTimeOffset since = DateTimeOffset.Parse(server.Requests[1].Query("lastModStartDate")!, CultureInfo.InvariantCulture);
        since.ShouldBeLessThan(TimeProvider.System.GetUtcNow().AddMinutes(-50));
        server.Requests[1].Query("lastModEndDate").ShouldNotBeNull();
    }

    [Fact]
    public async Task Scores_come_compressed_and_a_wrong_answer_takes_nothing()
    {
        byte[] scores = Compress("#model_version:v1,score_date:2025-08-25T12:55:00Z\ncve,epss,percentile\nCVE-2021-44228,0.94,0.99\n");
        await using var server = new StubServer(request => request.Path == "/epss.csv.gz"
            ? new StubAnswer { ContentType = "application/gzip", Body = scores }
            : new StubAnswer { ContentType = "text/html", Body = Encoding.UTF8.GetBytes("<html>Log in</html>") });

        Run(server, "-Feed Epss -FeedUrl @{ Epss = \"$server/epss.csv.gz\" }").Succeeded().OneObject().Value("CveCount").ShouldBe(1);
        Run(server, "-Feed Kev -FeedUrl @{ Kev = \"$server/login\" }").Ending().Id().ShouldBe("AnswerNotUnderstood");
    }

    [Fact]
    public async Task Records_are_asked_for_one_by_one_and_those_that_are_absent_are_told()
    {
        await using var server = new StubServer(request => request.Path.EndsWith("/CVE-2021-44228", StringComparison.Ordinal)
            ? StubAnswer.Json(Record("CVE-2021-44228"))
            : StubAnswer.Json("""{"error":"CVE_RECORD_DNE"}""", 404));

        CommandResult result = module.Session.Run(
            "param($store, $server) 'CVE-2021-44228', 'CVE-2099-0001' | Update-CveIntelligence -Feed CveRecord -FeedUrl @{ CveRecord = $server } -StorePath $store",
            ("store", Store), ("server", server.Url.AbsoluteUri.TrimEnd('/')));

        result.Errors.ShouldHaveSingleItem().Id().ShouldBe("RequestRefused");
        result.OneObject(ignoreErrors: true).Value("CveCount").ShouldBe(1);
        server.Requests.Select(request => request.Path).ShouldBe(["/api/cve/CVE-2021-44228", "/api/cve/CVE-2099-0001"]);
        Run(server, "-Feed CveRecord -FeedUrl @{ CveRecord = $server }").Ending().ToString().ShouldContain("-CveId");
    }

    [Fact]
    public void An_address_that_is_none_is_told_before_anything_is_asked()
    {
        Run(null, "-Feed Kev -FeedUrl @{ Kev = 'http://mirror.example/kev.json' }").Ending().ToString().ShouldContain("is no https address");
        Run(null, "-Feed Kev -FeedUrl @{ Weather = 'https://mirror.example/kev.json' }").Ending().ToString().ShouldContain("Kev, Epss, Nvd, CveRecord");
    }

    [Fact]
    public void An_empty_catalogue_is_not_taken()
    {
        _place.Write("kev.json", """{ "catalogVersion": "2025.08.25", "dateReleased": "2025-08-25T15:00:00Z", "count": 0, "vulnerabilities": [] }""");

        CommandResult result = module.Session.Run("param($folder, $store) Update-CveIntelligence $folder/kev.json -StorePath $store", ("folder", _place.Folder), ("store", Store));

        result.Ending().Id().ShouldBe("ReadIncomplete");
        result.Ending().ToString().ShouldContain("lists no CVE at all, and after it nothing would be known to be exploited");
        File.Exists(Store).ShouldBeFalse();
    }

    [Fact]
    public void Pages_on_disk_of_which_one_is_missing_are_not_taken()
    {
        _place.Write("pages/1.json", PageText(["CVE-2024-0001", "CVE-2024-0002"], 3));

        CommandResult result = module.Session.Run("param($folder, $store) Update-CveIntelligence $folder/pages -StorePath $store", ("folder", _place.Folder), ("store", Store));

        result.Ending().Id().ShouldBe("ReadIncomplete");
        result.Ending().ToString().ShouldContain("hold 2 CVEs of 3");
        File.Exists(Store).ShouldBeFalse();
    }

    [Fact]
    public void A_score_that_its_vector_does_not_give_is_told_with_both_values()
    {
        _place.Write("page.json", PageText(["CVE-2024-0001"], 1).Replace("9.8", "7.5", StringComparison.Ordinal));

        CommandResult result = module.Session.Run("param($folder, $store) Update-CveIntelligence $folder/page.json -StorePath $store", ("folder", _place.Folder), ("store", Store));

        result.Warnings.ShouldHaveSingleItem().ShouldContain("the feed says 7.5 for CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, which gives 9.8");
        result.Errors.ShouldBeEmpty();
    }

    private string Store => _place.Combine("cve.bin");

    private CommandResult Run(StubServer? server, string parameters) => module.Session.Run(
        "param($store, $server)\nfunction ConvertTo-Secure($Text) { $secure = [securestring]::new(); $Text.ToCharArray().ForEach{ $secure.AppendChar($_) }; $secure }\n"
        + $"Update-CveIntelligence {parameters} -StorePath $store",
        ("store", Store), ("server", server?.Url.AbsoluteUri.TrimEnd('/')!));

    private static string[] Members(PSObject record, string property) => [.. ((Array)record.Value(property)!).Cast<object>().Select(member => member.ToString()!)];

    private static StubAnswer Page(StubRequest request, int total, int wanted, int size, int? announced = null)
    {
        request.Query("resultsPerPage").ShouldBe(wanted.ToString(CultureInfo.InvariantCulture));
        int start = int.Parse(request.Query("startIndex")!, CultureInfo.InvariantCulture);
        string[] cves = [.. Enumerable.Range(start, Math.Clamp(total - start, 0, size)).Select(number => $"CVE-2024-{number + 1000}")];
        return StubAnswer.Json(PageText(cves, announced ?? total));
    }

    private static string PageText(string[] cves, int total)
    {
        string now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);
        return $$"""
            { "resultsPerPage": {{cves.Length}}, "startIndex": 0, "totalResults": {{total}}, "format": "NVD_CVE", "version": "2.0", "timestamp": "{{now}}", "vulnerabilities": [
            {{string.Join(",", cves.Select(cve => $$"""{ "cve": { "id": "{{cve}}", "published": "2024-06-01T00:00:00.000", "lastModified": "2024-07-01T00:00:00.000", "vulnStatus": "Analyzed", "metrics": { "cvssMetricV31": [ { "cvssData": { "version": "3.1", "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "baseScore": 9.8 } } ] } } }"""))}} ] }
            """;
    }

    private static string Catalogue(params string[] cves) => $$"""
        { "catalogVersion": "2025.08.25", "dateReleased": "2025-08-25T15:00:00Z", "count": {{cves.Length}}, "vulnerabilities": [
        {{string.Join(",", cves.Select(cve => $$"""{ "cveID": "{{cve}}", "vulnerabilityName": "Hole", "dateAdded": "2021-12-10", "shortDescription": "A hole.", "requiredAction": "Update.", "dueDate": "2021-12-24", "knownRansomwareCampaignUse": "Known" }"""))}} ] }
        """;

    private static string Record(string cve) => $$"""
        { "dataType": "CVE_RECORD", "dataVersion": "5.1", "cveMetadata": { "cveId": "{{cve}}", "state": "PUBLISHED", "dateUpdated": "2025-08-01T00:00:00Z" }, "containers": { "cna": {} } }
        """;

    private static byte[] Compress(string text)
    {
        using var stream = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(stream, System.IO.Compression.CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return stream.ToArray();
    }
}
