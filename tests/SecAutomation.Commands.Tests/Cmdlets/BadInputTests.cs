using System.IO.Compression;
using System.Management.Automation;
using System.Text;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Cmdlets;

public sealed class BadInputTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private static readonly ReportedHost s_web = new("web01", "CVE-2021-44228");

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    public static TheoryData<string, string, ErrorCategory> Damaged => new()
    {
        { "empty", "FileEmpty", ErrorCategory.InvalidData },
        { "truncated XML", "ReadIncomplete", ErrorCategory.ReadError },
        { "truncated JSON", "ReadIncomplete", ErrorCategory.ReadError },
        { "DTD", "DocumentTypeRefused", ErrorCategory.SecurityError },
        { "zip bomb", "LimitExceeded", ErrorCategory.LimitsExceeded },
        { "invalid UTF-8", "EncodingInvalid", ErrorCategory.ParserError },
        { "duplicate header", "HeaderInvalid", ErrorCategory.ParserError },
        { "nothing known", "FormatNotRecognised", ErrorCategory.InvalidType },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void A_damaged_report_names_condition_category_and_file_and_the_others_go_on(
        string damage, string id, ErrorCategory category)
    {
        string bad = _place.Write("bad", Damage(damage));
        string good = _place.WriteReport("good.nessus", s_web);

        CommandResult result = module.Session.Run(
            "param($bad, $good) Get-CriticalCveHost -LiteralPath $bad, $good", ("bad", bad), ("good", good));

        ErrorRecord error = result.Errors.ShouldHaveSingleItem();
        error.Id().ShouldBe(id);
        error.CategoryInfo.Category.ShouldBe(category);
        error.TargetObject.ShouldBe(bad);
        error.ToString().ShouldContain(bad);
        result.Texts("ComputerName").ShouldBe(["web01"]);
    }

    [Theory]
    [MemberData(nameof(Damaged))]
    public void A_damaged_inventory_is_an_error_and_the_others_are_used(string damage, string id, ErrorCategory category)
    {
        string bad = _place.Write("bad", damage switch
        {
            "truncated JSON" => Bytes("[{\"ComputerName\":\"a\"},{\"Comp"),
            "zip bomb" => Gzip("ComputerName,FQDN,Notes\n" + string.Concat(Enumerable.Repeat($"web01,web01.corp.example,{new string('x', 50_000)}\n", 1_000))),
            _ => Damage(damage),
        });
        string good = _place.WriteInventory("good.csv", "web01,web01.corp.example,,,,");

        CommandResult result = module.Session.Run(
            "param($bad, $good) Find-Asset web01.corp.example -Path $bad, $good", ("bad", bad), ("good", good));

        ErrorRecord error = result.Errors.ShouldHaveSingleItem();
        error.ToString().ShouldContain(bad);
        if (damage != "truncated XML" && damage != "DTD")
        {
            error.Id().ShouldBe(id);
            error.CategoryInfo.Category.ShouldBe(category);
        }

        result.Texts("Status").ShouldBe(["Matched"]);
    }

    [Theory]
    [InlineData("no such file", "FileNotFound")]
    [InlineData("no*such*file", "FileNotFound")]
    [InlineData("NoSuchDrive:/scan.nessus", "FileNotFound")]
    [InlineData("Env:/PATH", "FileNotFound")]
    public void A_path_without_a_file_says_so(string path, string id)
    {
        ErrorRecord error = module.Session.Run("param($p) Get-CriticalCveHost $p", ("p", path)).Errors.ShouldHaveSingleItem();

        error.Id().ShouldBe(id);
        error.TargetObject.ShouldBe(path);
        error.ToString().ShouldContain("Check the spelling");
    }

    [Fact]
    public void A_folder_without_files_says_so() =>
        module.Session.Run("param($p) Get-CriticalCveHost $p", ("p", _place.Folder)).Errors.ShouldHaveSingleItem().Id().ShouldBe("FileNotFound");

    [Fact]
    public void A_record_that_cannot_be_used_is_an_error_and_the_other_hosts_go_on()
    {
        string report = _place.WriteReport("scan.nessus", new ReportedHost("", "CVE-2021-44228") { Address = "" }, s_web);

        CommandResult result = module.Session.Run("param($p) Get-CriticalCveHost $p", ("p", report));

        result.Errors.ShouldHaveSingleItem().Id().ShouldBe("HostNameMissing");
        PSObject host = result.Output.ShouldHaveSingleItem();
        host.Text("ComputerName").ShouldBe("web01");
        PSObject.AsPSObject(host.Value("Read")!).Value("Skipped").ShouldBe(1L);
    }

    [Fact]
    public void A_ragged_row_is_an_error_with_its_line_and_the_other_rows_go_on()
    {
        string inventory = _place.WriteInventory("assets.csv", "web01,web01.corp.example,,,,", "torn", "db01,db01.corp.example,,,,");

        CommandResult result = module.Session.Run(
            "param($p) Find-Asset web01.corp.example, db01.corp.example -Path $p", ("p", inventory));

        ErrorRecord error = result.Errors.ShouldHaveSingleItem();
        error.Id().ShouldBe("RecordInvalid");
        error.ToString().ShouldContain("line 3");
        result.Texts("Status").ShouldBe(["Matched", "Matched"]);
    }

    [Fact]
    public void A_cve_with_seven_digits_is_a_cve()
    {
        string report = _place.WriteReport("scan.nessus", new ReportedHost("web01", "CVE-2024-1234567"));

        module.Session.Run("param($p) Get-CriticalCveHost $p -CveId CVE-2024-1234567", ("p", report))
            .OneObject().Text("CveIdText").ShouldBe("CVE-2024-1234567");
    }

    [Fact]
    public void Control_characters_in_values_do_not_reach_tables_or_break_the_reading()
    {
        string inventory = _place.Write("assets.json", """[{"ComputerName":"web01","Fqdn":"web01.corp.example","OperatingSystem":"\u0007\u001b[31mDebian"}]""");

        module.Session.Run("param($p) Find-Asset web01.corp.example -Path $p", ("p", inventory)).OneObject().Text("Status").ShouldBe("Matched");
        module.Session.Render("param($p) Get-AssetDetail web01.corp.example -Path $p", ("p", inventory)).ShouldMatch(@"\[31mDebian");
    }

    [Fact]
    public void A_hundred_thousand_hosts_of_one_name_are_read_and_reported_as_ambiguous()
    {
        string inventory = _place.WriteInventory("assets.csv", [.. Enumerable.Range(0, 100_000).Select(i => $"srv,srv.d{i}.example,,,,")]);

        PSObject match = module.Session.Run("param($p) Find-Asset srv -Path $p", ("p", inventory)).Output.ShouldHaveSingleItem();

        match.Text("Status").ShouldBe("Ambiguous");
    }

    [Theory]
    [InlineData("Get-RemediationTicket -StorePath $store", "StoreCorrupt", ErrorCategory.InvalidData)]
    [InlineData("Close-RemediationTicket SA-1 -Reason done -Confirm:$false -StorePath $store", "StoreCorrupt", ErrorCategory.InvalidData)]
    [InlineData("[pscustomobject]@{ ComputerName = 'a'; CveId = 'CVE-2021-44228' } | New-RemediationTicket -StorePath $store", "StoreCorrupt", ErrorCategory.InvalidData)]
    public void A_file_that_is_no_store_is_an_error_and_stays_as_it_is(string script, string id, ErrorCategory category)
    {
        string store = _place.Write("tickets.db", "This is a letter to my mother, and it is longer than a hundred bytes, so that nobody takes it for a new file.");

        CommandResult result = module.Session.Run($"param($store) {script}", ("store", store));

        result.Ending().Id().ShouldBe(id);
        result.Ending().CategoryInfo.Category.ShouldBe(category);
        result.Ending().TargetObject.ShouldBe(store);
        File.ReadAllText(store).ShouldStartWith("This is a letter");
    }

    [Fact]
    public void A_store_that_cannot_be_written_is_an_error_and_nothing_is_emitted()
    {
        string folder = _place.Write("file", "no folder");

        CommandResult result = module.Session.Run(
            "param($store) [pscustomobject]@{ ComputerName = 'a'; CveId = 'CVE-2021-44228' } | New-RemediationTicket -StorePath $store",
            ("store", Path.Combine(folder, "tickets.db")));

        result.Ending().Id().ShouldBe("StoreNotWritable");
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_runs_at_once_on_one_store_make_one_ticket()
    {
        CommandResult[] results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            using ModuleSession session = ModuleSession.Open();
            return session.Run(
                "param($store) [pscustomobject]@{ ComputerName = 'web01'; CveId = 'CVE-2021-44228' } | New-RemediationTicket -StorePath $store",
                ("store", _place.Store));
        })));

        results.SelectMany(result => result.Succeeded().Texts("Action")).Order(StringComparer.Ordinal)
            .ShouldBe(["Created", "Unchanged", "Unchanged", "Unchanged"]);
        module.Session.Run("param($store) Get-RemediationTicket -StorePath $store", ("store", _place.Store)).OneObject();
    }

    private static byte[] Damage(string kind)
    {
        string report = Workplace.Report(s_web);
        return kind switch
        {
            "empty" => [],
            "truncated XML" => Bytes(report[..(report.Length / 2)]),
            "truncated JSON" => Bytes("[{\"asset\":{\"uuid\":\"4f2b\",\"hostname\":\"web01\"},\"plugin\":{\"id\":1,\"cve\":[\"CVE-2021-44228\"]},\"severity\":\"critical\",\"state\":\"OPEN\"},{\"ass"),
            "DTD" => Bytes(report.Replace("<NessusClientData_v2>", "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<NessusClientData_v2>", StringComparison.Ordinal)),
            "zip bomb" => Gzip(report.Replace("</Report>", new string(' ', 48 * 1024 * 1024) + "</Report>", StringComparison.Ordinal)),
            "invalid UTF-8" => [.. Bytes("Plugin ID,CVE,CVSS v3.0 Base Score,Risk,Host,Name\n1,CVE-2021-44228,9.8,Critical,web"), 0xC3, 0x28, .. Bytes(",Hole\n")],
            "duplicate header" => Bytes("Plugin ID,CVE,Risk,Host,Host,Name\n1,CVE-2021-44228,Critical,a,b,Hole\n"),
            _ => Bytes("Dear colleagues,\n\nplease patch.\n"),
        };
    }

    private static byte[] Gzip(string text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(Bytes(text));

        return compressed.ToArray();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
