using CsCheck;
using SecAutomation.Remediation.Rendering;
using SecAutomation.Remediation.Tests.Planning;

namespace SecAutomation.Remediation.Tests.Rendering;

public sealed class TicketTemplateTests
{
    [Theory]
    [InlineData("one\n{% if %}", 2, "'if'")]
    [InlineData("one\n\n{{ ticket.title ", 3, "expected")]
    [InlineData("{% for host in hosts %}\n{{ host.name }}\n", 2, "endfor")]
    [InlineData("a\n{% unknown %}", 2, "unknown")]
    [InlineData("a\nb\n{{ ticket.titel }}", 3, "'titel' is nothing that a template can use")]
    [InlineData("{{ ticket.title }}\n{{ tickets.title }}", 2, "'tickets'")]
    [InlineData("a\n{{ ticket.title | shout }}", 2, "'shout'")]
    public void What_is_wrong_is_named_with_its_line(string template, int line, string what)
    {
        FailureException failure = Should.Throw<FailureException>(() => Render(template));

        failure.Id.ShouldBe(FailureId.TemplateInvalid);
        failure.Message.ShouldStartWith($"The ticket template mine.liquid is wrong in line {line}: ");
        failure.Message.ShouldContain(what);
    }

    [Theory]
    [InlineData("{% for i in (1..2000) %}{% for j in (1..2000) %}x{% endfor %}{% endfor %}")]
    [InlineData("{% include 'other' %}")]
    [InlineData("{{ 5 | divided_by: 0 }}")]
    public void What_cannot_be_carried_out_is_a_wrong_template(string template) =>
        Should.Throw<FailureException>(() => Render(template)).Id.ShouldBe(FailureId.TemplateInvalid);

    [Fact]
    public void Writes_what_a_template_asks_for_and_the_marker_even_where_it_does_not()
    {
        string text = Render("{{ ticket.team }}: {{ hosts[0].name }}");

        text.ShouldStartWith("IT: a\\|b\n\n```secautomation\n");
        TicketMarker.Parse(text).ShouldNotBeNull();
    }

    [Fact]
    public void Values_are_escaped_unless_they_are_marked_safe()
    {
        Render("{{ hosts[0].name }} {{ hosts[0].name | raw }}").ShouldStartWith(@"a\|b a|b");
        Render("{{ hosts[0].name | append: '*' }}").ShouldStartWith(@"a\|b\*");
        Render("{% capture x %}**{{ hosts[0].name }}**{% endcapture %}{{ x }}").ShouldStartWith(@"**a\|b**");
        Render("{% if hosts[0].name == 'a|b' %}equal{% endif %}").ShouldStartWith("equal");
    }

    [Fact]
    public void A_host_or_a_finding_never_runs_as_a_template()
    {
        Finding finding = Runs.Finding("CVE-2021-44228", "{{ ticket.key }}{% for x in hosts %}") with { Title = "{{ 1 | shout }}" };

        string text = Runs.Run([Runs.Host("web01", [finding])])[0].Draft.Text;

        text.ShouldContain(@"\{\{ ticket.key }}\{% for x in hosts %}");
    }

    [Theory]
    [InlineData(4_000)]
    [InlineData(10_000)]
    [InlineData(30_000)]
    public void A_long_ticket_is_cut_entry_by_entry_and_says_so(int length)
    {
        TicketDraft draft = Big(hosts: 300, cves: 30);

        string text = TicketTemplate.Default.Within(length).Render(draft, "because", Runs.Today);

        text.Length.ShouldBeLessThanOrEqualTo(length);
        text.ShouldContain("more hosts are not listed here");
        TicketMarker marker = TicketMarker.Parse(text)!;
        marker.IsIntact.ShouldBeTrue();
        marker.Key.ShouldBe(draft.Key);
        (marker.Host.Count + marker.OmittedHosts).ShouldBe(300);
        text.Split('\n').Count(line => line.StartsWith("```", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(1_500)]
    [InlineData(5_000)]
    public void As_many_hosts_are_listed_as_fit(int hosts)
    {
        const int Length = 30_000, Line = 24;
        string text = TicketTemplate.Parse("{% for host in hosts %}{{ host.name }}\n{% endfor %}{{ more_hosts }} more", "mine.liquid")
            .Within(Length).Render(Big(hosts, cves: 1), "because", Runs.Today, out bool isShortened);

        int listed = text.Split('\n').Count(line => line.StartsWith("host", StringComparison.Ordinal) && !line.Contains(' ', StringComparison.Ordinal));
        isShortened.ShouldBe(listed < hosts);
        text.ShouldContain($"\n{hosts - listed} more");
        if (isShortened)
            (text.Length + Line).ShouldBeGreaterThan(Length);
    }

    [Fact]
    public void A_template_that_is_itself_too_long_is_cut_between_lines_and_keeps_the_marker()
    {
        string template = "```\n" + string.Concat(Enumerable.Repeat("a line of the template\n", 500));

        string text = Render(template, 2_000);

        text.Length.ShouldBeLessThanOrEqualTo(2_000);
        text.ShouldContain("a line of the template\n```\n\nThe rest of this text was cut");
        TicketMarker.Parse(text)!.IsIntact.ShouldBeTrue();
    }

    [Fact]
    public void Whatever_a_scanner_writes_a_ticket_holds_no_markup_of_its() =>
        Gen.Select(HostileText.Gen, HostileText.Gen, HostileText.Gen).Sample((title, solution, owner) =>
        {
            Finding finding = Runs.Finding("CVE-2021-44228", solution) with { Title = title };
            AssetDetail host = Runs.Host("web01", [finding]) with { Owner = owner, OperatingSystem = title, MatchReason = owner };

            TicketDraft draft = Runs.Run([host])[0].Draft;
            string html = HostileText.Html(draft.Text);

            html.ShouldNotContain("<script", Case.Insensitive);
            html.ShouldNotContain("<img", Case.Insensitive);
            html.ShouldNotContain("<a ", Case.Insensitive);
            html.ShouldNotContain("<table", Case.Insensitive);
            TicketMarker.Parse(draft.Text)!.Key.ShouldBe(draft.Key);
            draft.Title.ShouldNotContain("\n");
            draft.Title.Length.ShouldBeLessThanOrEqualTo(TicketTitle.MaximumLength);
        });

    private static string Render(string template, int length = 30_000)
    {
        TicketDraft draft = Runs.Run([Runs.Unidentified("a|b", MatchStatus.Rejected, "CVE-2021-44228")])[0].Draft;
        TicketTemplate parsed = TicketTemplate.Parse(template, "mine.liquid").Within(length);
        return parsed.Render(draft, "because", Runs.Today);
    }

    private static TicketDraft Big(int hosts, int cves) => Runs.Plan(
        [.. Enumerable.Range(0, hosts).Select(i => Runs.Host(
            $"host{i:000}.corp.example",
            [.. Enumerable.Range(0, cves).Select(n => Runs.Finding($"CVE-2024-{1000 + n}", $"Upgrade product {n % 7} to a version that is not vulnerable."))]))],
        [],
        Runs.Options(RemediationGrouping.All)).Ticket.Single().Draft;
}
