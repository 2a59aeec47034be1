using System.Management.Automation;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Cmdlets;

/// <summary>The policy of the user bounds every run of the process: no other test may run meanwhile.</summary>
[Collection(Alone)]
public sealed class PolicyTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private const string Alone = "The policy of the user";
    private const string Steps = "Get-CriticalCveHost $report";

    private static readonly ReportedHost s_web = new("web01", "CVE-2021-44228") { Fqdn = "web01.corp.example" };
    private static readonly ReportedHost s_mail = new("mail01", "CVE-2021-26855") { Fqdn = "mail01.corp.example", Address = "192.0.2.11" };

    private readonly Workplace _place = new();

    private static string UserPolicy => Path.Combine(Environment.GetEnvironmentVariable("XDG_CONFIG_HOME")!, "SecAutomation", "policy.yaml");

    public void Dispose()
    {
        if (File.Exists(UserPolicy))
            File.Delete(UserPolicy);

        _place.Dispose();
    }

    [Fact]
    public void A_policy_bounds_what_the_caller_asks_for_and_the_error_names_its_line()
    {
        WritePolicy("limits:\n  creates: 1\n");

        ErrorRecord error = Run(Steps + " | New-RemediationTicket -StorePath $store -MaximumTickets 500", s_web, s_mail).Ending();

        error.Id().ShouldBe("TooManyTickets");
        error.ToString().ShouldContain($"1 are allowed by {UserPolicy}, line 2 (limits.creates)");
        File.Exists(_place.Store).ShouldBeFalse();
    }

    [Fact]
    public void A_caller_may_ask_for_less_than_the_policy_allows()
    {
        WritePolicy("limits:\n  creates: 100\n");

        Run(Steps + " | New-RemediationTicket -StorePath $store -MaximumTickets 1", s_web, s_mail).Ending().ToString().ShouldContain("-MaximumTickets 2");
    }

    [Fact]
    public void A_policy_bounds_plans_teams_trackers_and_closing_and_shows_itself()
    {
        WritePolicy("limits: { closes: 0, share: 50 }\ncloseMode: Comment\nteams: [\"IT*\"]\n");

        Run("Get-RemediationPolicy").Succeeded().Output.Select(limit => $"{limit.Text("Name")} {limit.Text("Value")}")
            .ShouldBe(["Closes 0", "Share 50", "CloseMode Comment", "Teams IT*"]);
        Run(Steps + " | New-RemediationTicket -StorePath $store -Team Mail", s_web).Ending().Id().ShouldBe("PolicyForbids");
        PSObject plan = Run(Steps + " | New-RemediationPlan $plan -StorePath $store -Team Mail 3>$null", s_web).Succeeded().OneObject();
        ((string[])plan.Value("Remark")!).ShouldHaveSingleItem().ShouldContain("not going to be carried out");
        ((System.Collections.ICollection)plan.Value("Limit")!).Count.ShouldBe(4);
        Run("Invoke-RemediationPlan $plan -StorePath $store").Ending().Id().ShouldBe("PolicyForbids");
        Run(Steps + " | New-RemediationTicket -StorePath $store", s_web).Succeeded();
        Run("Close-RemediationTicket SA-1 -Reason done -Confirm:$false -StorePath $store").Ending().Id().ShouldBe("TooManyTickets");

        WritePolicy("trackers: [redmine]\n");
        Run(Steps + " | New-RemediationTicket -StorePath $store", s_mail).Ending().ToString().ShouldContain("No run may write to local");
    }

    [Theory]
    [InlineData("limit:\n  creates: 1\n", "line 2", "the key 'limit.creates' is not known")]
    [InlineData("limits:\n  share: 101\n", "line 2", "'limits.share' is '101'")]
    [InlineData("closeMode: Delete\n", "line 1", "'closeMode' is 'Delete'")]
    public void A_wrong_policy_stops_every_run_with_file_line_and_key(string text, string line, string what)
    {
        WritePolicy(text);

        ErrorRecord error = Run(Steps + " | New-RemediationTicket -StorePath $store", s_web).Ending();

        error.Id().ShouldBe("RuleFileInvalid");
        error.ToString().ShouldContain($"{UserPolicy}, {line}: {what}");
    }

    [Fact]
    public void A_policy_that_others_may_change_stops_every_run_and_says_how_to_mend_it()
    {
        if (OperatingSystem.IsWindows())
            return;

        WritePolicy("limits:\n  creates: 1000\n");
        File.SetUnixFileMode(UserPolicy, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);

        ErrorRecord error = Run(Steps + " | New-RemediationTicket -StorePath $store", s_web).Ending();

        error.Id().ShouldBe("RuleFileInvalid");
        error.ToString().ShouldContain($"chmod go-w '{UserPolicy}'");
    }

    private static void WritePolicy(string text)
    {
        string folder = Path.GetDirectoryName(UserPolicy)!;
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        File.WriteAllText(UserPolicy, text);
    }

    private CommandResult Run(string script, params ReportedHost[] hosts)
    {
        string report = hosts.Length == 0 ? "" : _place.WriteReport("scan.nessus", hosts);
        return module.Session.Run($"param($report, $store, $plan) {script}", ("report", report), ("store", _place.Store), ("plan", _place.Combine("plan.json")));
    }

    [CollectionDefinition(Alone, DisableParallelization = true)]
    public sealed class Serial;
}
