using System.Management.Automation;
using SecAutomation.Testing;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Cmdlets;

public sealed class GetCriticalCveHostTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private static readonly ReportedHost s_web = new("web01", "CVE-2021-44228", "CVE-2021-45046") { Fqdn = "web01.corp.example" };
    private static readonly ReportedHost s_mail = new("mail01", "CVE-2021-26855") { Address = "192.0.2.11" };

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Gives_one_object_for_each_host_with_a_critical_cve()
    {
        string report = _place.WriteReport("scan.nessus", s_web, s_mail, new ReportedHost("db01", "CVE-2020-0001") { Score = 5.0 });

        CommandResult result = Run("Get-CriticalCveHost $p", report).Succeeded();

        result.Texts("ComputerName").ShouldBe(["web01", "mail01"], ignoreOrder: true);
        PSObject web = result.Output.Single(host => host.Text("ComputerName") == "web01");
        web.TypeNames[0].ShouldBe("SecAutomation.CriticalCveHost");
        web.Text("CveIdText").ShouldBe("CVE-2021-44228, CVE-2021-45046");
        web.Value("MaxCvss").ShouldBe(9.8);
    }

    [Theory]
    [InlineData("Get-CriticalCveHost -Path \"$p/*.nessus\"")]
    [InlineData("Get-CriticalCveHost \"$p/a.nessus\", \"$p/b.nessus\"")]
    [InlineData("Get-CriticalCveHost $p")]
    [InlineData("\"$p/a.nessus\", \"$p/b.nessus\" | Get-CriticalCveHost")]
    [InlineData("[System.IO.DirectoryInfo]::new($p).GetFiles() | Get-CriticalCveHost")]
    [InlineData("[pscustomobject]@{ PSPath = \"Microsoft.PowerShell.Core\\FileSystem::$p/a.nessus\" }, [pscustomobject]@{ FullName = \"$p/b.nessus\" } | Get-CriticalCveHost")]
    [InlineData("Get-CriticalCveHost -LiteralPath \"$p/a.nessus\", \"$p/b.nessus\", \"$p/b.nessus\"")]
    public void Takes_wildcards_several_files_folders_and_the_pipeline(string script)
    {
        _place.WriteReport("a.nessus", s_web);
        _place.WriteReport("b.nessus", s_mail);
        _place.WriteReport("deeper/c.nessus", new ReportedHost("deep01", "CVE-2021-44228"));

        Run(script, _place.Folder).Succeeded().Texts("ComputerName").ShouldBe(["web01", "mail01"], ignoreOrder: true);
    }

    [Fact]
    public void Takes_a_name_with_brackets_as_it_stands()
    {
        string report = _place.WriteReport("scan[1].nessus", s_web);

        Run("Get-CriticalCveHost $p", report).Succeeded().Texts("ComputerName").ShouldBe(["web01"]);
        Run("Get-CriticalCveHost -LiteralPath $p", report).Succeeded().Texts("ComputerName").ShouldBe(["web01"]);
    }

    [Fact]
    public void Takes_a_name_with_brackets_as_the_completion_of_the_console_writes_it()
    {
        string report = _place.WriteReport("[a] b/scan[1].nessus", s_web);

        Run("Get-CriticalCveHost ([WildcardPattern]::Escape($p))", report).Succeeded().Texts("ComputerName").ShouldBe(["web01"]);
    }

    [Fact]
    public void A_host_of_two_reports_is_one_object()
    {
        _place.WriteReport("a.nessus", s_web);
        _place.WriteReport("b.nessus", s_web with { Cve = ["CVE-2024-3094"] });

        PSObject host = Run("Get-CriticalCveHost $p", _place.Folder).OneObject();

        host.Text("CveIdText").ShouldBe("CVE-2021-44228, CVE-2021-45046, CVE-2024-3094");
    }

    [Fact]
    public void Another_file_of_a_folder_is_left_out_with_a_warning_and_asked_for_by_name_it_is_an_error()
    {
        _place.WriteReport("a.nessus", s_web);
        string notes = _place.Write("notes.txt", "Call the web team.\n");

        CommandResult folder = Run("Get-CriticalCveHost $p", _place.Folder).Succeeded();
        folder.Output.Count.ShouldBe(1);
        folder.Warnings.ShouldHaveSingleItem().ShouldContain("notes.txt");

        Run("Get-CriticalCveHost $p", notes).Errors.ShouldHaveSingleItem().Id().ShouldBe("FormatNotRecognised");
    }

    [Fact]
    public void Verbose_says_what_was_read()
    {
        string report = _place.WriteReport("scan.nessus", s_web);

        CommandResult result = Run("Get-CriticalCveHost $p -Verbose", report);

        result.Verbose.ShouldContain(line => line.Contains(report, StringComparison.Ordinal)
            && line.Contains("expected", StringComparison.Ordinal)
            && line.Contains("received 2", StringComparison.Ordinal)
            && line.Contains("skipped 0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-CveId cve-2021-45046", "web01")]
    [InlineData("-CveId 'CVE-2021-45046, CVE-2021-26855'", "mail01,web01")]
    [InlineData("-ComputerName 'mail*'", "mail01")]
    [InlineData("-MinimumCvss 9.9", "")]
    [InlineData("-SeverityBasis Vendor", "mail01,web01")]
    public void Selects(string parameters, string expected)
    {
        string report = _place.WriteReport("scan.nessus", s_web, s_mail);

        string names = string.Join(",", Run($"Get-CriticalCveHost $p {parameters}", report).Succeeded().Texts("ComputerName").Order(StringComparer.Ordinal));

        names.ShouldBe(expected);
    }

    [Fact]
    public void Since_leaves_out_what_was_last_seen_before()
    {
        string report = _place.Write(
            "findings.csv", "Host,CVE,CVSS v3 Score,Title,Last Seen\nweb01,CVE-2021-44228,10.0,Hole,2026-01-31\nweb02,CVE-2021-44228,10.0,Hole,2026-02-01\n");

        Run("Get-CriticalCveHost $p -Since 2026-02-01", report).OneObject().Text("ComputerName").ShouldBe("web02");
    }

    [Theory]
    [InlineData("-CveId Log4Shell", "CVE-2021-44228")]
    [InlineData("-Since yesterday", "2026-01-31")]
    [InlineData("-MinimumCvss 11", "10")]
    public void Refuses_what_it_cannot_understand_and_says_how_to_write_it(string parameters, string hint)
    {
        string report = _place.WriteReport("scan.nessus", s_web);

        Run($"Get-CriticalCveHost $p {parameters}", report).Ending().ToString().ShouldContain(hint);
    }

    [Fact]
    public void A_damaged_report_is_an_error_and_the_others_go_on()
    {
        string good = _place.WriteReport("good.nessus", s_web);
        string whole = Workplace.Report(s_web, s_mail);
        string cut = _place.Write("cut.nessus", whole[..whole.IndexOf("mail01", StringComparison.Ordinal)]);

        CommandResult result = Run($"Get-CriticalCveHost $p, '{good}'", cut);

        ErrorRecord error = result.Errors.ShouldHaveSingleItem();
        error.Id().ShouldBe("ReadIncomplete");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.ReadError);
        error.TargetObject.ShouldBe(cut);
        result.OneObject(ignoreErrors: true).Text("Source").ShouldBe(good);
    }

    [Fact]
    public void AllowPartial_gives_what_was_read_and_marks_it()
    {
        string whole = Workplace.Report(s_web, s_mail);
        string cut = _place.Write("cut.nessus", whole[..(whole.IndexOf("mail01", StringComparison.Ordinal) + 200)]);

        CommandResult result = Run("Get-CriticalCveHost $p -AllowPartial", cut);

        result.Errors.Select(error => error.Id()).ShouldBe(["ReadIncomplete"]);
        PSObject host = result.OneObject(ignoreErrors: true);
        host.Text("ComputerName").ShouldBe("web01");
        ((PSObject.AsPSObject(host.Value("Read")!)).Value("IsComplete")).ShouldBe(false);
    }

    [Fact]
    public void ErrorAction_Stop_ends_at_the_first_error_and_ErrorVariable_collects_them()
    {
        Run("Get-CriticalCveHost $p -ErrorAction Stop", _place.Combine("missing.nessus"))
            .Ending().Id().ShouldBe("FileNotFound");

        Run("Get-CriticalCveHost $p, \"$p.too\" -ErrorVariable failure -ErrorAction SilentlyContinue; $failure.FullyQualifiedErrorId", _place.Combine("missing"))
            .Texts().ShouldAllBe(id => id.StartsWith("FileNotFound,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stopping_ends_a_read_that_waits_for_its_source()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Named pipes are files on Unix alone.");
        string pipe = _place.Combine("slow.nessus");
        using var made = System.Diagnostics.Process.Start("mkfifo", [pipe]);
        await made.WaitForExitAsync();
        using PowerShell shell = module.Session.CreateShell("param($p) Get-CriticalCveHost -LiteralPath $p", ("p", pipe));
        IAsyncResult running = shell.BeginInvoke();
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        running.IsCompleted.ShouldBeFalse();

        await Task.Run(shell.Stop).WaitAsync(TimeSpan.FromSeconds(10));

        shell.InvocationStateInfo.State.ShouldBe(PSInvocationState.Stopped);

        // Lets the reader that waits for a writer go.
        await using var writer = new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
    }

    [Theory]
    [InlineData("", 172)]
    [InlineData("-SeverityBasis Vendor", 91)]
    public void Reads_the_recorded_report_of_a_real_scan(string parameters, int cves)
    {
        string report = RecordedSamples.Require(Assert.Skip, "scanners", "nessus-v2", "pytenable-example.nessus");

        PSObject host = Run($"Get-CriticalCveHost $p {parameters}", report).OneObject();

        host.Text("ComputerName").ShouldBe("adam");
        ((string[])host.Value("CveId")!).Distinct(StringComparer.Ordinal).Count().ShouldBe(cves);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ComputerName web*")]
    [InlineData("-ComputerName web01, web02")]
    public void A_report_that_names_no_host_asks_for_one(string parameters)
    {
        ErrorRecord error = Run($"Get-CriticalCveHost $p {parameters}", WriteHostless()).Errors.ShouldHaveSingleItem();

        error.Id().ShouldBe("HostNameMissing");
        error.ToString().ShouldContain("-ComputerName");
    }

    [Theory]
    [InlineData("web01", "web01")]
    [InlineData("WEB01.corp.example", "WEB01")]
    [InlineData("192.0.2.7", "192.0.2.7")]
    public void A_report_that_names_no_host_is_of_the_one_that_is_named(string given, string computerName)
    {
        CommandResult result = Run($"Get-CriticalCveHost $p -ComputerName {given}", WriteHostless()).Succeeded();

        result.Texts("ComputerName").ShouldBe([computerName]);
        result.Texts("CveIdText").ShouldBe(["CVE-2021-44228"]);
    }

    [Fact]
    public void One_name_chooses_a_host_of_one_report_and_is_the_host_of_another()
    {
        _place.WriteReport("a.nessus", s_web with { Cve = ["CVE-2024-3094"] }, s_mail);
        WriteHostless();

        CommandResult result = Run("Get-CriticalCveHost $p -ComputerName web01", _place.Folder).Succeeded();

        result.Texts("ComputerName").ShouldBe(["web01"]);
        result.Texts("CveIdText").ShouldBe(["CVE-2021-44228, CVE-2024-3094"]);
    }

    private string WriteHostless() => _place.Write(
        "report.json",
        """
        {"bomFormat":"CycloneDX","specVersion":"1.5","vulnerabilities":[{"id":"CVE-2021-44228","ratings":[{"score":10,"method":"CVSSv31"}]}]}
        """);

    private CommandResult Run(string script, string path) => module.Session.Run($"param($p) {script}", ("p", path));
}
