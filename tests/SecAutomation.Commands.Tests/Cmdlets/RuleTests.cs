using System.Management.Automation;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Cmdlets;

public sealed class RuleTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private const string Steps = "Get-CriticalCveHost $report";
    private const string Except = Steps + " | New-RemediationTicket -StorePath $store -ExceptionPath $rules";
    private const string Route = Steps + " | Find-Asset -Path $inventory | Get-AssetDetail | New-RemediationTicket -StorePath $store -RoutingPath $rules";

    private static readonly ReportedHost s_web = new("web01", "CVE-2021-44228") { Fqdn = "web01.corp.example" };
    private static readonly ReportedHost s_mail = new("mail01", "CVE-2021-26855") { Fqdn = "mail01.corp.example", Address = "192.0.2.11" };

    private readonly Workplace _place = new();
    private string _rules = "";

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Excepted_work_gets_no_ticket_and_stands_in_the_output_and_in_the_run()
    {
        WriteException("host: web01\n    cve: CVE-2021-44228\n    kind: RiskAccepted\n    owner: anna\n    reason: Replaced in spring.\n    expires: 2099-12-31");

        IReadOnlyList<PSObject> output = Run(Except, s_web, s_mail).Succeeded().Output;

        output.Select(one => one.Text("Action")).ShouldBe(["Created", "Skipped"]);
        output[1].Text("Reason").ShouldContain("risk accepted until 2099-12-31 by anna: Replaced in spring");
        (output[1].Text("ComputerNameText"), output[1].Text("CveIdText")).ShouldBe(("web01", "CVE-2021-44228"));
        PSObject run = Run("Get-RemediationRun -Last 1 -StorePath $store | Get-RemediationRun -StorePath $store").OneObject();
        run.Value("Skipped").ShouldBe(1);
        Run("(Get-RemediationRun -Last 1 -StorePath $store | Get-RemediationRun -StorePath $store).Entry.Reason").Output.ShouldContain(reason => $"{reason}".Contains("anna", StringComparison.Ordinal));
    }

    [Fact]
    public void A_plan_file_holds_what_is_excepted_and_carries_the_rest_out()
    {
        WriteException("host: web01\n    cve: CVE-2021-44228\n    kind: FalsePositive\n    owner: anna\n    reason: Backported.");

        PSObject plan = Run(Steps + " | New-RemediationPlan $plan -StorePath $store -ExceptionPath $rules", s_web, s_mail).Succeeded().OneObject();

        (plan.Value("Creates"), plan.Value("LeftAlone")).ShouldBe((1, 1));
        Run("Invoke-RemediationPlan $plan -StorePath $store").Succeeded().Texts("Action").ShouldBe(["Created", "Skipped"]);
    }

    [Theory]
    [InlineData("host: web01\n    cve: CVE-2021-44228\n    kind: RiskAccepted\n    owner: anna\n    reason: no", "line 2", "'expires' is missing")]
    [InlineData("host: web01\n    cve: CVE-2021-44228\n    kind: RiskAccepted\n    owner: anna\n    reason: no\n    expires: tomorrow", "line 7", "'expires' is 'tomorrow'")]
    [InlineData("host: web01\n    cve: CVE-2021-44228\n    kind: Whatever\n    owner: anna\n    reason: no", "line 4", "'kind' is 'Whatever'")]
    [InlineData("host: web01\n    cvee: CVE-2021-44228", "line 3", "'cvee' is not known")]
    [InlineData("host: 10.0.0.0/99\n    cve: CVE-2021-44228\n    kind: FalsePositive\n    owner: anna\n    reason: no", "line 2", "'10.0.0.0/99'")]
    [InlineData("host: \"*\"\n    cve: \"*\"\n    kind: FalsePositive\n    owner: anna\n    reason: no", "line 3", "excepts everything")]
    [InlineData("host: web01\n    cve: CVE-2021-44228\n    kind: FalsePositive\n    reason: no", "line 2", "'owner' is missing")]
    public void A_wrong_exception_is_an_error_with_file_line_and_key_and_nothing_is_written(string rule, string line, string what)
    {
        WriteException(rule);

        ErrorRecord error = Run(Except, s_web).Ending();

        error.Id().ShouldBe("RuleFileInvalid");
        error.ToString().ShouldContain($"{_rules}, {line}: ");
        error.ToString().ShouldContain(what);
        File.Exists(_place.Store).ShouldBeFalse();
    }

    [Fact]
    public void A_file_of_exceptions_that_is_not_there_is_an_error()
    {
        _rules = _place.Combine("missing.yaml");

        Run(Except, s_web).Ending().Id().ShouldBe("FileNotFound");
    }

    [Fact]
    public void Routes_name_the_team_and_Team_is_for_the_rest()
    {
        _rules = _place.Write("routing.yaml", "routes:\n  - team: Mail\n    owner: \"Mess*\"\n  - team: Never\n    tag: nothing\n");

        IReadOnlyList<PSObject> tickets = Run(Route + " -Team Rest", s_web, s_mail).Succeeded().Output;

        tickets.Select(one => (one.Text("ComputerNameText"), one.Text("Team"))).ShouldBe([("mail01", "Mail"), ("web01", "Rest")], ignoreOrder: true);
        tickets.Single(one => one.Text("Team") == "Mail").Text("Reason").ShouldEndWith($"Mail answers for it by {_rules}, line 2.");
    }

    [Theory]
    [InlineData("team: Mail", "line 2", "asks for nothing")]
    [InlineData("team: Mail\n    subnet: 10.0.0.0/99", "line 3", "no range of addresses")]
    [InlineData("owner: anna", "line 2", "'team' is missing")]
    public void A_wrong_route_is_an_error_with_file_and_line(string rule, string line, string what)
    {
        _rules = _place.Write("routing.yaml", $"routes:\n  - {rule}\n");

        string message = Run(Route, s_web).Ending().ToString();

        message.ShouldContain($"{_rules}, {line}: ");
        message.ShouldContain(what);
    }

    private void WriteException(string rule) => _rules = _place.Write("exceptions.yaml", $"exceptions:\n  - {rule}\n");

    private CommandResult Run(string script, params ReportedHost[] hosts)
    {
        string report = hosts.Length == 0 ? "" : _place.WriteReport("scan.nessus", hosts);
        string day = TimeProvider.System.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        string inventory = _place.WriteInventory("inventory.csv", $"web01,web01.corp.example,192.0.2.10,Linux,Web,{day}", $"mail01,mail01.corp.example,192.0.2.11,Windows,Messaging,{day}");
        return module.Session.Run(
            $"param($report, $store, $plan, $rules, $inventory) {script}",
            ("report", report), ("store", _place.Store), ("plan", _place.Combine("plan.json")), ("rules", _rules), ("inventory", inventory));
    }
}
