using System.Globalization;
using System.Management.Automation;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Cmdlets;

public sealed class IntelligenceTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private const string Scores = "#model_version:v1,score_date:2025-08-25T12:55:00Z\ncve,epss,percentile\nCVE-2021-44228,0.94,0.99\n";

    private readonly Workplace _place = new();

    private string Store => _place.Combine("cve.bin");

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Each_feed_stands_in_the_summary_with_its_day_count_and_hash()
    {
        _place.Write("feeds/kev.json", Catalogue("2025-08-25", "CVE-2021-44228", "CVE-2023-4966"));
        _place.Write("feeds/epss.csv", Scores);

        PSObject update = Run("Update-CveIntelligence $folder/feeds -StorePath $store").Succeeded().OneObject();

        Members(update, "Taken").ShouldBe(["Kev", "Epss"]);
        update.Value("CveCount").ShouldBe(2);
        CommandResult feeds = Run("(Update-CveIntelligence $folder/feeds -StorePath $store).Feed").Succeeded();
        feeds.Texts("Kind").ShouldBe(["Kev", "Epss"]);
        feeds.Texts("Count").ShouldBe(["2", "1"]);
        feeds.Texts("Version").ShouldBe(["2025.08.25", "v1"]);
        feeds.Output.Select(feed => ((DateTimeOffset)feed.Value("AsOf")!).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ShouldBe(["2025-08-25", "2025-08-25"]);
        feeds.Texts("Sha256").ShouldAllBe(hash => hash.Length == 64);
    }

    [Fact]
    public void What_no_feed_could_say_is_not_known_and_never_no()
    {
        _place.Write("epss.csv", Scores);
        Run("Update-CveIntelligence $folder/epss.csv -StorePath $store").Succeeded();
        PSObject before = Run("Get-CveDetail cve-2021-44228 -StorePath $store").Succeeded().OneObject();
        before.Value("KnownExploited").ShouldBeNull();
        before.Value("EpssScore").ShouldBe(0.94);
        before.Value("SsvcExploitation").ShouldBeNull();

        _place.Write("kev.json", Catalogue("2025-08-25", "CVE-2021-44228"));
        Run("Update-CveIntelligence $folder/kev.json -StorePath $store").Succeeded();
        Run("Get-CveDetail CVE-2021-44228, CVE-2024-0001 -StorePath $store").Succeeded()
            .Output.Select(detail => detail.Value("KnownExploited")).ShouldBe([true, false]);
    }

    [Fact]
    public void Feeds_that_contradict_each_other_are_shown()
    {
        _place.Write("kev.json", Catalogue("2025-08-25", "CVE-2021-44228"));
        _place.Write("record.json", Record("CVE-2021-44228", "none"));
        Run("Update-CveIntelligence $folder/kev.json, $folder/record.json -StorePath $store").Succeeded();

        PSObject detail = Run("Get-CveDetail CVE-2021-44228 -StorePath $store").Succeeded().OneObject();

        detail.Value("KnownExploited").ShouldBe(true);
        Members(detail, "Conflict").ShouldHaveSingleItem().ShouldContain("SSVC Exploitation is 'none'");
    }

    [Fact]
    public void A_truncated_feed_leaves_the_store_as_it_was_and_the_other_feeds_go_on()
    {
        _place.Write("kev.json", Catalogue("2025-08-25", "CVE-2021-44228"));
        Run("Update-CveIntelligence $folder/kev.json -StorePath $store").Succeeded();
        byte[] before = File.ReadAllBytes(Store);

        _place.Write("kev.json", Catalogue("2025-08-26", "CVE-2021-44228", "CVE-2023-4966")[..300]);
        CommandResult failed = Run("Update-CveIntelligence $folder/kev.json -StorePath $store");
        failed.Ending().Id().ShouldBe("ReadIncomplete");
        failed.Output.ShouldBeEmpty();
        File.ReadAllBytes(Store).ShouldBe(before);

        _place.Write("epss.csv", Scores);
        CommandResult others = Run("Update-CveIntelligence $folder/kev.json, $folder/epss.csv -StorePath $store");
        others.Errors.ShouldHaveSingleItem().Id().ShouldBe("ReadIncomplete");
        others.OneObject(ignoreErrors: true).Value("Taken").ShouldBeAssignableTo<Array>()!.Length.ShouldBe(1);
    }

    [Fact]
    public void Fewer_entries_than_announced_and_entries_without_a_CVE_are_not_taken()
    {
        _place.Write("fewer.json", Catalogue("2025-08-25", "CVE-2021-44228").Replace("\"count\": 1", "\"count\": 2", StringComparison.Ordinal));
        Run("Update-CveIntelligence $folder/fewer.json -StorePath $store").Ending().Id().ShouldBe("ReadIncomplete");

        _place.Write("nameless.json", Catalogue("2025-08-25", "CVE-2021-44228", "no CVE"));
        CommandResult nameless = Run("Update-CveIntelligence $folder/nameless.json -StorePath $store");
        nameless.Errors.Select(error => error.Id()).ShouldBe(["RecordInvalid", "ReadIncomplete"]);
        nameless.Errors[0].ToString().ShouldContain("record 2");
        File.Exists(Store).ShouldBeFalse();
    }

    [Fact]
    public void Wrong_values_are_reported_with_their_place_and_left_out()
    {
        _place.Write("epss.csv", Scores + "CVE-2024-0001,1.5,0.5\nCVE-2021-44228,0.1,0.2\n");

        CommandResult result = Run("Update-CveIntelligence $folder/epss.csv -StorePath $store");

        result.Errors.Select(error => error.Id()).ShouldBe(["ValueInvalid", "ValueInvalid"]);
        result.Errors[0].ToString().ShouldContain("line 4");
        result.Errors[1].ToString().ShouldContain("line 5");
        Run("Get-CveDetail CVE-2021-44228 -StorePath $store").Succeeded().OneObject().Value("EpssScore").ShouldBe(0.94);
        Run("Get-CveDetail CVE-2024-0001 -StorePath $store").Succeeded().OneObject().Value("EpssScore").ShouldBeNull();
    }

    [Fact]
    public void An_older_list_never_replaces_a_newer_one()
    {
        _place.Write("new.json", Catalogue("2025-08-25", "CVE-2021-44228"));
        _place.Write("old.json", Catalogue("2025-08-01", "CVE-2023-4966"));
        Run("Update-CveIntelligence $folder/new.json -StorePath $store").Succeeded();

        Run("Update-CveIntelligence $folder/old.json -StorePath $store").Ending().Id().ShouldBe("IntelligenceStale");

        Run("Get-CveDetail CVE-2021-44228 -StorePath $store").Succeeded().OneObject().Value("KnownExploited").ShouldBe(true);
    }

    [Fact]
    public void Old_data_is_a_warning_or_an_error_by_choice()
    {
        _place.Write("kev.json", Catalogue("2025-08-25", "CVE-2021-44228"));
        Run("Update-CveIntelligence $folder/kev.json -StorePath $store -MaximumAge 3").Ending().Id().ShouldBe("IntelligenceStale");
        Run("Update-CveIntelligence $folder/kev.json -StorePath $store").Succeeded();

        CommandResult warned = Run("Get-CveDetail CVE-2021-44228 -StorePath $store -MaximumAge 3");
        warned.Output.ShouldHaveSingleItem();
        warned.Warnings.ShouldHaveSingleItem().ShouldContain("2025-08-25");
        Run("Get-CveDetail CVE-2021-44228 -StorePath $store -MaximumAge 3 -IfStale Error").Ending().Id().ShouldBe("IntelligenceStale");
        Run("Get-CveDetail CVE-2021-44228 -StorePath $store -MaximumAge 36500").Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_store_that_is_absent_altered_or_none_is_an_error_of_its_own()
    {
        Run("Get-CveDetail CVE-2021-44228 -StorePath $store").Ending().Id().ShouldBe("IntelligenceMissing");
        _place.Write("kev.json", Catalogue("2025-08-25", "CVE-2021-44228"));
        Run("Update-CveIntelligence $folder/kev.json -StorePath $store").Succeeded();
        byte[] bytes = File.ReadAllBytes(Store);
        bytes[^3] ^= 1;
        File.WriteAllBytes(Store, bytes);

        CommandResult altered = Run("Get-CveDetail CVE-2021-44228 -StorePath $store");
        altered.Ending().Id().ShouldBe("IntelligenceCorrupt");
        Run("Update-CveIntelligence $folder/kev.json -StorePath $store").Ending().Id().ShouldBe("IntelligenceCorrupt");
        Run("Update-CveIntelligence $folder/kev.json -StorePath $folder/kev.json").Ending().Id().ShouldBe("IntelligenceCorrupt");
        File.ReadAllText(_place.Combine("kev.json")).ShouldContain("catalogVersion");
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        _place.Write("kev.json", Catalogue("2025-08-25", "CVE-2021-44228"));

        CommandResult result = Run("Update-CveIntelligence $folder/kev.json -StorePath $store -WhatIf").Succeeded();

        result.Output.ShouldBeEmpty();
        result.HostText.ShouldContain("Write CVE intelligence with Kev");
        File.Exists(Store).ShouldBeFalse();
    }

    [Fact]
    public void Hosts_findings_and_rows_are_asked_about_by_their_CVEs()
    {
        _place.Write("kev.json", Catalogue("2025-08-25", "CVE-2021-44228"));
        Run("Update-CveIntelligence $folder/kev.json -StorePath $store").Succeeded();
        _place.WriteReport("scan.nessus", new ReportedHost("web01", "CVE-2021-44228", "CVE-2024-3094"));

        Run("Get-CriticalCveHost $folder/scan.nessus | Get-CveDetail -StorePath $store").Succeeded().Texts("CveId").ShouldBe(["CVE-2021-44228", "CVE-2024-3094"]);
        Run("[pscustomobject]@{ CveIdText = 'CVE-2021-44228, CVE-2024-3094' }, @{ CVE = 'CVE-2021-44228' }, 'CVE-2024-3094' | Get-CveDetail -StorePath $store")
            .Succeeded().Output.Count.ShouldBe(4);
        Run("[pscustomobject]@{ CveId = 'System.String[]'; CveIdText = 'CVE-2021-44228, CVE-2024-3094' } | Get-CveDetail -StorePath $store")
            .Succeeded().Output.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("cve-2021-44228; CVE-2021-45046,CVE-2021-44228", "CVE-2021-44228 CVE-2021-45046")]
    [InlineData("(CVE-1999-0001)", "CVE-1999-0001")]
    [InlineData("CVE-2021-123 CVE-2021-12345678901234567890", "")]
    [InlineData("XCVE-2021-1234 CVE-2021-1234a CVE-21-1234 CVE-2021_1234 CVE-2021-1234_", "")]
    [InlineData("CVE-CVE-2021-1234", "CVE-2021-1234")]
    [InlineData("CVE-2021-CVE-2021-1234CVE-2021-9999", "")]
    public void Whole_identifiers_alone_are_taken_out_of_a_text(string text, string cves)
    {
        _place.Write("kev.json", Catalogue("2025-08-25", "CVE-2021-44228"));
        Run("Update-CveIntelligence $folder/kev.json -StorePath $store").Succeeded();

        string.Join(' ', Run($"[pscustomobject]@{{ CveIdText = '{text}' }} | Get-CveDetail -StorePath $store").Succeeded().Texts("CveId")).ShouldBe(cves);
    }

    private static string[] Members(PSObject record, string property) =>
        [.. ((Array)record.Value(property)!).Cast<object>().Select(member => member.ToString()!)];

    private static string Catalogue(string day, params string[] cves) => $$"""
        { "catalogVersion": "{{day.Replace('-', '.')}}", "dateReleased": "{{day}}T15:00:00Z", "count": {{cves.Length}}, "vulnerabilities": [
        {{string.Join(",\n", cves.Select(cve => $$"""{ "cveID": "{{cve}}", "vulnerabilityName": "Hole {{cve}}", "dateAdded": "2021-12-10", "shortDescription": "A hole.", "requiredAction": "Update.", "dueDate": "2021-12-24", "knownRansomwareCampaignUse": "Known" }"""))}} ] }
        """;

    private static string Record(string cve, string exploitation) => $$"""
        { "dataType": "CVE_RECORD", "dataVersion": "5.1", "cveMetadata": { "cveId": "{{cve}}", "state": "PUBLISHED", "dateUpdated": "2025-08-01T00:00:00Z" },
          "containers": { "cna": {}, "adp": [ { "metrics": [ { "other": { "type": "ssvc", "content": { "timestamp": "2025-08-01T00:00:00Z",
            "options": [ { "Exploitation": "{{exploitation}}" }, { "Automatable": "yes" }, { "Technical Impact": "total" } ] } } } ] } ] } }
        """;

    private CommandResult Run(string script) =>
        module.Session.Run("param($folder, $store)\n" + script, ("folder", _place.Folder), ("store", Store));
}
