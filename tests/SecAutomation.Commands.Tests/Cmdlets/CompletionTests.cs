using System.Management.Automation;

namespace SecAutomation.Commands.Tests.Cmdlets;

public sealed class CompletionTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("New-RemediationTicket -GroupBy ", "Host", "Cve", "Fix", "Owner", "All")]
    [InlineData("New-RemediationTicket -UnmatchedHost S", "Skip")]
    [InlineData("Get-CriticalCveHost x -SeverityBasis High", "HighestCvss")]
    [InlineData("Close-RemediationTicket -Resolution R", "RiskAccepted")]
    [InlineData("Get-RemediationTicket -State Clo", "Closed")]
    public void Completes_words_that_are_a_closed_list(string line, params string[] expected) =>
        Complete(line).ShouldBe(expected, ignoreOrder: true);

    [Theory]
    [InlineData("Get-RemediationTicket -StorePath '{0}' -Team W", "'Web Team'")]
    [InlineData("New-RemediationTicket -StorePath '{0}' -Team ", "'Web Team'", "IT")]
    [InlineData("Get-RemediationTicket -StorePath '{0}' -ComputerName w", "web01")]
    [InlineData("Get-RemediationTicket -StorePath '{0}' -CveId CVE-2021", "CVE-2021-44228")]
    [InlineData("Get-RemediationTicket -StorePath '{0}' -Number ", "SA-1")]
    [InlineData("Close-RemediationTicket -StorePath '{0}' -Number S", "SA-1")]
    public void Completes_from_the_store_that_the_line_names(string line, params string[] expected)
    {
        Make();

        Complete(string.Format(System.Globalization.CultureInfo.InvariantCulture, line, _place.Store))
            .ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public void A_closed_ticket_is_not_offered_for_closing()
    {
        Make();
        module.Session.Run(
            "param($store) Close-RemediationTicket SA-1 -Reason done -Confirm:$false -StorePath $store", ("store", _place.Store)).Succeeded();

        Complete($"Close-RemediationTicket -StorePath '{_place.Store}' -Number S").ShouldBeEmpty();
    }

    [Fact]
    public void A_store_that_is_not_there_or_is_none_completes_nothing_and_is_not_made()
    {
        string broken = _place.Write("broken.db", "no store");

        Complete($"Get-RemediationTicket -StorePath '{broken}' -Team x").ShouldBeEmpty();
        Complete($"Get-RemediationTicket -StorePath '{_place.Store}' -Team x").ShouldBeEmpty();
        File.Exists(_place.Store).ShouldBeFalse();
    }

    private void Make() => module.Session.Run(
        "param($store) [pscustomobject]@{ ComputerName = 'web01'; CveId = 'CVE-2021-44228' } | New-RemediationTicket -Team 'Web Team' -StorePath $store",
        ("store", _place.Store)).Succeeded();

    private IEnumerable<string> Complete(string line)
    {
        using PowerShell shell = PowerShell.Create(module.Session.Runspace);
        return CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches
            .Where(match => match.ResultType == CompletionResultType.ParameterValue)
            .Select(match => match.CompletionText);
    }
}
