using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using CsCheck;
using SecAutomation.Remediation.Delivery;
using SecAutomation.Remediation.Rendering;
using SecAutomation.Remediation.Tests.Planning;

namespace SecAutomation.Remediation.Tests.Rendering.Dialects;

public sealed class TicketTextTests
{
    private const string Family = "👩‍👩‍👧";

    public static TheoryData<TicketDialect> Dialects => [.. Enum.GetValues<TicketDialect>()];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void A_text_that_is_too_long_is_cut_in_whole_parts_and_keeps_its_marker(TicketDialect dialect) =>
        Gen.Select(HostileTicket.Escaped.Array[1, 6], Gen.Int[1200, 6000], Gen.Enum<TextUnit>()).Sample((tickets, count, unit) =>
        {
            string body = string.Concat(tickets.Select(ticket => ticket.Markdown.Replace(HostileTicket.Marker.ToText(), "", StringComparison.Ordinal)));
            TextLimit limit = new(count, unit);

            RenderedText text = TicketText.Render($"{body}\n\n{HostileTicket.Marker.ToText()}", dialect, limit);

            limit.Fits(text.Text).ShouldBeTrue();
            HostileTicket.ShouldBeMarker(TicketMarker.Read(text.Text));
            text.Text.Contains("was cut", StringComparison.Ordinal).ShouldBe(text.IsCut);
            (text.Attachment is not null).ShouldBe(text.IsCut);
            ShouldBeWhole(text.Text, dialect);
        });

    [Theory]
    [MemberData(nameof(Dialects))]
    public void As_much_as_fits_is_kept(TicketDialect dialect)
    {
        string markdown = $"{string.Join('\n', Enumerable.Range(1, 1000).Select(i => $"- host{i}.corp.example has CVE-2021-44228"))}\n\n{HostileTicket.Marker.ToText()}";
        TextLimit limit = new(32_767, TextUnit.Utf16);

        string text = TicketText.Render(markdown, dialect, limit).Text;

        text.Length.ShouldBeInRange(32_500, 32_767);
    }

    [Theory]
    [InlineData(TextUnit.Grapheme)]
    [InlineData(TextUnit.CodePoint)]
    [InlineData(TextUnit.Utf16)]
    [InlineData(TextUnit.Utf8Byte)]
    public void Nothing_is_cut_inside_what_people_see_as_one_character(TextUnit unit)
    {
        string markdown = string.Concat(Enumerable.Repeat(Family, 500));
        for (int count = 200; count < 240; count++)
        {
            string text = TicketText.Render(markdown, TicketDialect.Plain, new TextLimit(count, unit)).Text;

            string kept = text[..text.IndexOf('…', StringComparison.Ordinal)];
            kept.Replace(Family, "", StringComparison.Ordinal).ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_title_is_one_line_counted_as_the_tracker_counts()
    {
        string title = $"web01:\r\nfix {string.Concat(Enumerable.Repeat("é", 250))}";

        Encoding.UTF8.GetByteCount(TicketText.Title(title, new TextLimit(200, TextUnit.Utf8Byte))).ShouldBeInRange(195, 200);
        TicketText.Title(title, new TextLimit(255, TextUnit.CodePoint)).Length.ShouldBe(255);
        TicketText.Title(title, new TextLimit(20, TextUnit.Grapheme)).ShouldBe("web01: fix éééééééé…");
        TicketText.Title("short", new TextLimit(5, TextUnit.Grapheme)).ShouldBe("short");
        TicketText.Title(Family, new TextLimit(3, TextUnit.Utf16)).ShouldBe("…");
    }

    [Fact]
    public void A_marker_that_takes_more_than_half_says_how_many_hosts_it_left_out()
    {
        TicketMarker marker = HostileTicket.Marker with { Host = [.. Enumerable.Range(1, 500).Select(i => new MarkedHost($"host{i}", [$"host{i}"], ["CVE-2021-44228"]))] };

        RenderedText text = TicketText.Render($"# Title\n\n{marker.ToText()}", TicketDialect.Plain, new TextLimit(4000, TextUnit.Utf16));

        TicketMarker read = TicketMarker.Read(text.Text)!;
        read.IsIntact.ShouldBeTrue();
        read.Host.Count.ShouldBeGreaterThan(30);
        (read.Host.Count + read.OmittedHosts).ShouldBe(500);
        Csv(text.Attachment!).Length.ShouldBe(501);
    }

    [Fact]
    public void What_the_text_leaves_out_is_in_the_attachment()
    {
        TicketDraft draft = Runs.Run(
            [.. Enumerable.Range(1, 300).Select(i => Runs.Host($"web{i}.corp.example", "CVE-2021-44228", "CVE-2020-1472"))],
            options: Runs.Options(RemediationGrouping.All))[0].Draft;

        RenderedText text = TicketText.Render(draft, TicketDialect.AtlassianWiki, new TextLimit(10_000, TextUnit.Utf16));

        text.IsCut.ShouldBeTrue();
        string[] rows = Csv(text.Attachment!);
        rows.Length.ShouldBe(601);
        rows[0].ShouldStartWith("\ufeffComputerName,Fqdn,");
        rows.Count(row => row.Contains("web300.corp.example", StringComparison.Ordinal)).ShouldBe(2);
        text.Attachment!.Name.ShouldMatch("^secautomation-[0-9a-f]{12}\\.csv$");
    }

    [Fact]
    public void A_list_that_the_template_shortened_is_attached_though_the_text_fits()
    {
        TicketDraft draft = Runs.Run(
            [.. Enumerable.Range(1, 500).Select(i => Runs.Host($"web{i}.corp.example", "CVE-2021-44228"))], options: Runs.Options(RemediationGrouping.All))[0].Draft;

        RenderedText text = TicketText.Render(draft, TicketDialect.Markdown, TextLimit.None);

        text.IsCut.ShouldBeTrue();
        Csv(text.Attachment!).Length.ShouldBe(501);
    }

    [Fact]
    public void A_text_that_fits_has_no_attachment()
    {
        TicketDraft draft = Runs.Run([Runs.Host("web01.corp.example", "CVE-2021-44228")])[0].Draft;

        TicketText.Render(draft, TicketDialect.Html, new TextLimit(30_000, TextUnit.Utf16)).ShouldSatisfyAllConditions(
            text => text.IsCut.ShouldBeFalse(), text => text.Attachment.ShouldBeNull());
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData(" =1")]
    [InlineData("\t=1")]
    [InlineData("\u200b=1")]
    [InlineData("＝1")]
    public void A_spreadsheet_runs_nothing_of_the_attachment(string value)
    {
        Finding finding = Runs.Finding("CVE-2021-44228", "4711") with { Title = value, Solution = $"{value}\",=1" };
        TicketDraft draft = Runs.Run([Runs.Host("web01", [finding])])[0].Draft with { IsShortened = true };

        string row = Csv(TicketText.Render(draft, TicketDialect.Plain, TextLimit.None).Attachment!)[1];

        row.ShouldContain($"\"'{MarkdownText.OneLine(value)}\"");
        row.ShouldContain($"\"'{MarkdownText.OneLine(value)}\"\",=1\"");
    }

    private static string[] Csv(TrackerFile file) =>
        Encoding.UTF8.GetString(file.Content.Span).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    private static void ShouldBeWhole(string text, TicketDialect dialect)
    {
        switch (dialect)
        {
            case TicketDialect.Html:
                XElement.Parse($"<ticket>{text}</ticket>").ShouldNotBeNull();
                break;
            case TicketDialect.Adf:
                using (JsonDocument document = JsonDocument.Parse(text))
                {
                    AdfSchema.Check(document.RootElement);
                }

                break;
            case TicketDialect.Markdown:
                TicketText.Render(text, TicketDialect.Markdown, TextLimit.None).Text.ShouldBe(text);
                break;
            case TicketDialect.Textile:
                (text.Split("<pre>").Length == text.Split("</pre>").Length).ShouldBeTrue();
                break;
            case TicketDialect.AtlassianWiki:
                (text.Split("{noformat}").Length % 2).ShouldBe(1);
                break;
            default:
                text.ShouldEndWith("```\n");
                break;
        }
    }
}
