using SecAutomation.Remediation.Rendering;
using SecAutomation.Remediation.Tests.Planning;

namespace SecAutomation.Remediation.Tests.Rendering;

public sealed class TicketTitleTests
{
    [Fact]
    public void Is_one_line_of_plain_text_whatever_the_host_is_called() =>
        Title("a|b\r\nc\u202ed", RemediationGrouping.Host).ShouldBe("a|b c\uFFFDd: fix CVE-2021-44228 (CVSS 9.8)");

    [Theory]
    [InlineData(RemediationGrouping.Host)]
    [InlineData(RemediationGrouping.Fix)]
    [InlineData(RemediationGrouping.All)]
    public void Is_cut_between_characters_and_never_longer_than_its_limit(RemediationGrouping grouping)
    {
        string title = Title(string.Concat(Enumerable.Repeat("👩‍👩‍👧", 60)), grouping);

        title.Length.ShouldBeLessThanOrEqualTo(TicketTitle.MaximumLength);
        System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(title)).ShouldBe(title);
        title.ShouldContain("👧…");
        title.ShouldContain("CVE-2021-44228");
    }

    [Fact]
    public void Says_no_score_where_there_is_none() =>
        Runs.Plan([Runs.Host("web01", [Runs.Finding("CVE-2021-44228", score: null)])], []).Ticket.Single().Draft.Title
            .ShouldBe("web01: fix CVE-2021-44228");

    private static string Title(string host, RemediationGrouping grouping)
    {
        AssetDetail detail = Runs.Host(host, [Runs.Finding("CVE-2021-44228", host)]) with { Fqdn = null };
        return Runs.Plan([detail], [], Runs.Options(grouping)).Ticket.Single().Draft.Title;
    }
}
