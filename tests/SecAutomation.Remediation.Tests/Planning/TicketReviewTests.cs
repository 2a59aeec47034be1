using SecAutomation.Remediation.Intelligence;
using SecAutomation.Remediation.Intelligence.Decisions;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Remediation.Tests.Planning;

/// <summary>Tickets that live: what happens to an open ticket when more becomes known.</summary>
public sealed class TicketReviewTests
{
    private const string Cve = "CVE-2021-44228", Other = "CVE-2022-22965";

    private static readonly DecisionTable s_table = BuiltInTables.Find("CisaBod2604")!;

    [Fact]
    public void A_CVE_that_enters_KEV_raises_the_ticket_with_one_comment()
    {
        StoredTicket ticket = Open(Runs.Host("web01", [Runs.Finding(Cve, score: 7.5)]));

        PlannedTicket raised = Review(Listed(Cve)).Review(ticket).ShouldNotBeNull();

        raised.Draft.Priority.ShouldBe(RemediationPriority.Critical);
        raised.Draft.DueDate.ShouldBe(Runs.Today.AddDays(3));
        raised.Reason.ShouldStartWith("Priority Critical instead of High. Due 2026-03-07 instead of 2026-04-03: known to be exploited");
        raised.Reason.ShouldContain($"{Cve} is known to be exploited since 2026-03-01 (CISA KEV of 2026-03-02).");
        raised.Draft.Text.ShouldContain("**Priority:** Critical");
        raised.Draft.Key.ShouldBe(ticket.Draft.Key);
        Review(Listed(Cve)).Review(ticket with { Draft = raised.Draft }).ShouldBeNull();
    }

    [Fact]
    public void What_was_known_already_is_no_news()
    {
        AssetDetail host = Runs.Host("web01", [Runs.Finding(Cve, score: 7.5)]);
        host = host with { CriticalCveHost = host.CriticalCveHost! with { KnownExploited = true, KnownExploitedCve = [Cve] } };

        Review(Listed(Cve)).Review(Open(host)).ShouldBeNull();
        Review(Listed()).Review(Open(host)).ShouldBeNull();
    }

    [Fact]
    public void An_entry_into_KEV_is_told_even_where_the_ticket_was_as_urgent_before()
    {
        StoredTicket ticket = Open(Runs.Host("web01", [Runs.Finding(Cve)]));
        ticket = ticket with { Draft = ticket.Draft with { DueDate = Runs.Today } };

        PlannedTicket told = Review(Listed(Cve)).Review(ticket).ShouldNotBeNull();

        told.Reason.ShouldStartWith("Priority and due date stay");
        told.Draft.DueDate.ShouldBe(Runs.Today);
        Review(Listed(Cve)).Review(ticket with { Draft = told.Draft }).ShouldBeNull();
    }

    [Fact]
    public void Only_what_the_ticket_covers_counts() =>
        Review(Listed("CVE-2020-0001")).Review(Open(Runs.Host("web01", [Runs.Finding(Cve, score: 7.5)]))).ShouldBeNull();

    [Fact]
    public void A_closed_ticket_stays_as_it_is() =>
        Review(Listed(Cve)).Review(Open(Runs.Host("web01", Cve)).Close(TicketResolution.Fixed)).ShouldBeNull();

    [Fact]
    public void A_decision_that_becomes_more_urgent_raises_and_says_which_row_fired()
    {
        var defaults = new Dictionary<string, string>(StringComparer.Ordinal) { ["Publicly Exposed"] = "No", ["Automatable"] = "No", ["Technical Impact"] = "Partial" };
        RemediationDecision before = new CveDeciding(s_table, defaults).Decide(Listed()(Cve));
        AssetDetail host = Runs.Host("web01", Cve);
        host = host with { CriticalCveHost = host.CriticalCveHost! with { KnownExploited = false, Decision = [before] } };
        StoredTicket ticket = Open(host);
        ticket.Draft.Priority.ShouldBe(RemediationPriority.Low);

        PlannedTicket raised = Review(Listed(Cve)).Review(ticket).ShouldNotBeNull();

        raised.Draft.Priority.ShouldBe(RemediationPriority.High);
        RemediationDecision now = raised.Draft.Content.Host.ShouldHaveSingleItem().Decision.ShouldHaveSingleItem();
        now.Fact.ShouldContain(fact => fact.Question == "In KEV" && fact.Value == "Yes" && fact.Source == "CISA KEV");
        now.Fact.ShouldContain(fact => fact.Question == "Publicly Exposed" && fact.Value == "No" && fact.Source == "default");
    }

    [Fact]
    public void An_asset_that_became_exposed_raises_the_ticket()
    {
        var defaults = new Dictionary<string, string>(StringComparer.Ordinal) { ["Publicly Exposed"] = "No", ["Automatable"] = "Yes", ["Technical Impact"] = "Partial" };
        RemediationDecision before = new CveDeciding(s_table, defaults).Decide(Listed(Cve)(Cve));
        AssetDetail host = Runs.Host("web01", Cve);
        StoredTicket ticket = Open(host with { CriticalCveHost = host.CriticalCveHost! with { KnownExploited = true, KnownExploitedCve = [Cve], Decision = [before] } });
        Asset exposed = new() { ComputerName = "web01", Exposure = "Internet", Source = "assets.csv", Place = "line 2", LastSeen = Runs.Now };

        PlannedTicket raised = Review(Listed(Cve)).Review(ticket, _ => exposed).ShouldNotBeNull();

        raised.Reason.ShouldContain("Publicly Exposed = Yes (asset exposure 'Internet' in assets.csv, line 2, 2026-03-04)");
        Review(Listed(Cve)).Review(ticket).ShouldBeNull();
    }

    [Fact]
    public void A_ticket_that_is_known_by_its_marker_alone_is_raised_and_keeps_its_text()
    {
        StoredTicket whole = Open(Runs.Host("web01", [Runs.Finding(Cve, score: 7.5)]));
        StoredTicket bare = whole with { Draft = whole.Draft with { Content = whole.Draft.Content with { Host = [] } } };

        PlannedTicket raised = Review(Listed(Cve)).Review(bare).ShouldNotBeNull();

        raised.Draft.Priority.ShouldBe(RemediationPriority.Critical);
        raised.Draft.Text.ShouldBe(whole.Draft.Text);
        Review(Listed(Cve)).Review(bare with { Draft = raised.Draft }).ShouldBeNull();
    }

    [Fact]
    public void Many_CVEs_make_one_comment_of_bearable_length()
    {
        string[] cves = [.. Enumerable.Range(1000, 40).Select(number => $"CVE-2025-{number}")];

        PlannedTicket raised = Review(Listed(cves)).Review(Open(Runs.Host("web01", cves))).ShouldNotBeNull();

        raised.Reason.ShouldContain("35 more are not listed here.");
        raised.Reason.Length.ShouldBeLessThan(1000);
    }

    [Fact]
    public void A_CVE_of_one_host_raises_the_ticket_of_many()
    {
        StoredTicket ticket = Runs.Run([Runs.Host("web01", [Runs.Finding(Cve, score: 7.5)]), Runs.Host("web02", [Runs.Finding(Other, score: 7.5)])], [], Runs.Options(RemediationGrouping.All))
            .ShouldHaveSingleItem();

        PlannedTicket raised = Review(Listed(Other)).Review(ticket).ShouldNotBeNull();

        raised.Draft.Unit.ShouldBe(ticket.Draft.Unit);
        raised.Draft.Content.Host.Select(host => string.Join(',', host.KnownExploitedCve)).ShouldBe(["", Other]);
    }

    internal static TicketReview Review(Func<string, CveDetail> describe, DateOnly? today = null) => new(
        describe,
        decision => decision.TableSource == "CisaBod2604" ? s_table : null,
        null,
        Runs.Options() with { Today = today ?? Runs.Today });

    /// <summary>A catalogue that was read and lists some CVEs.</summary>
    internal static Func<string, CveDetail> Listed(params string[] cves) => cve => CveDetails.Describe(
        cve,
        cves.Contains(cve, StringComparer.Ordinal)
            ? new CveFacts { CveId = cve, Kev = new KevEntry(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 22), null, "", "", "") }
            : null,
        [new IntelligenceFeed { Kind = FeedKind.Kev, Source = "kev.json", AsOf = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero) }]);

    private static StoredTicket Open(AssetDetail host) => Runs.Run([host]).ShouldHaveSingleItem();
}
