using CsCheck;
using SecAutomation.Remediation.Delivery;
using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Remediation.Tests.Rendering.Dialects;

public sealed class MarkerDialectTests
{
    public static TheoryData<TicketDialect> Dialects => [.. Enum.GetValues<TicketDialect>()];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Is_read_back_from_what_a_tracker_gives_back(TicketDialect dialect) =>
        HostileTicket.Escaped.Sample(ticket =>
        {
            string text = TicketText.Render(ticket.Markdown, dialect, TextLimit.None).Text;

            HostileTicket.ShouldBeMarker(TicketMarker.Read(text));
            if (dialect != TicketDialect.Adf)
            {
                HostileTicket.ShouldBeMarker(TicketMarker.Read(text.ReplaceLineEndings("\r\n")));
                HostileTicket.ShouldBeMarker(TicketMarker.Read(string.Join('\n', text.Split('\n').Select(line => $"{line}  "))));
            }
        });

    [Fact]
    public void Is_replaced_in_a_document_that_people_changed_and_nothing_else_is()
    {
        TicketDraft draft = new() { Key = HostileTicket.Marker.Key, Unit = [new WorkUnit("web02", "CVE-2024-3094")] };
        string changed = TicketText.Render($"By **people** \u00e9\n\n{HostileTicket.Marker.ToText()}", TicketDialect.Adf, TextLimit.None).Text
            .Replace("\"type\":\"doc\"", "\"type\":\"doc\",\"localId\":\"1\"", StringComparison.Ordinal);

        string? replaced = TrackerText.ReplaceMarker(changed, draft);

        replaced.ShouldNotBeNull().ShouldStartWith(changed[..changed.IndexOf("codeBlock", StringComparison.Ordinal)]);
        TicketMarker.Read(replaced)!.Unit.ShouldBe(draft.Unit);
        TrackerText.ReplaceMarker("""{"type":"doc","version":1,"content":[]}""", draft).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Cannot_be_forged_even_where_a_template_escapes_nothing(TicketDialect dialect) =>
        HostileTicket.Raw.Sample(markdown =>
        {
            string text = TicketText.Render(markdown, dialect, TextLimit.None).Text;
            HostileTicket.ShouldBeMarker(TicketMarker.Read(text));
        });

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Of_several_blocks_the_last_is_the_marker(TicketDialect dialect)
    {
        string forged = (HostileTicket.Marker with { Key = "sa1-abcdefghijklmnopqrstuvwxyz" }).ToText();
        string text = TicketText.Render($"{forged}\n\n{HostileTicket.Marker.ToText()}", dialect, TextLimit.None).Text;

        HostileTicket.ShouldBeMarker(TicketMarker.Read(text));
    }

    [Theory]
    [InlineData("<p>Hello</p><p>{0}</p>", "<br />")]
    [InlineData("<div>{0}</div>", "</div>\r\n<div>")]
    [InlineData("<PRE>{0}</PRE>", "\n")]
    [InlineData("<p>{0}</p>", "&#13;<br>")]
    public void Survives_an_editor_that_writes_HTML(string page, string lineEnd)
    {
        string text = page.Replace("{0}", HostileTicket.Marker.ToText().ReplaceLineEndings(lineEnd).Replace("`", "&#96;", StringComparison.Ordinal), StringComparison.Ordinal);

        HostileTicket.ShouldBeMarker(TicketMarker.Read(text));
        HostileTicket.ShouldBeMarker(TicketMarker.Read(text.Replace(" ", "&nbsp;", StringComparison.Ordinal)));
    }

    [Fact]
    public void Any_body_can_be_read() =>
        HostileTicket.Value.Array[0, 6].Sample(parts => { TicketMarker.Read(string.Concat(parts)); });
}
