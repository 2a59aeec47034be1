using CsCheck;
using SecAutomation.Remediation.Planning;
using SecAutomation.Remediation.Rendering;
using SecAutomation.Remediation.Tests.Planning;

namespace SecAutomation.Remediation.Tests.Rendering;

public sealed class TicketMarkerTests
{
    private static readonly Gen<TicketMarker> s_marker =
        from episode in Gen.Int[1, 99]
        from kind in Gen.OneOf(HostileText.Gen, Gen.Const("host"))
        from value in HostileText.Gen
        from hosts in Gen.Select(HostileText.Gen, HostileText.Gen.Array[0, 3], HostileText.Gen.Array[0, 3]).Array[0, 4]
        select new TicketMarker
        {
            Key = TicketKey.Mint("x", new TicketGroup("host", value), episode),
            Episode = episode,
            Group = new TicketGroup(Valid(kind), Valid(value)),
            Host = [.. hosts.Select(host => new MarkedHost(Valid(host.Item1), [.. host.Item2.Select(Valid)], [.. host.Item3.Select(Valid)]))],
        };

    [Fact]
    public void Whatever_the_values_a_marker_is_read_back_as_it_was_written() =>
        Gen.Select(s_marker, HostileText.Gen, HostileText.Gen).Sample((marker, before, after) =>
        {
            string text = $"{MarkdownText.Escape(before)}\n\n{marker.ToText()}\n\n{MarkdownText.Escape(after)}";
            Same(TicketMarker.Parse(text)!, marker);
            Same(TicketMarker.Parse(text.ReplaceLineEndings("\r\n"))!, marker);
        });

    [Fact]
    public void Holds_what_a_ticket_is_and_what_it_covers()
    {
        TicketDraft draft = Runs.Run([Runs.Host("web01.corp.example", "CVE-2021-44228", "4711")])[0].Draft;

        TicketMarker marker = TicketMarker.Parse(draft.Text)!;

        marker.Key.ShouldBe(draft.Key);
        marker.Alias.ShouldBe(draft.Alias);
        marker.Unit.ShouldBe(draft.Unit);
        marker.Group.ShouldBe(new TicketGroup("host", "web01.corp.example"));
        marker.IsIntact.ShouldBeTrue();
    }

    [Fact]
    public void A_scanner_cannot_forge_a_marker()
    {
        string forged = new TicketMarker { Key = TicketKey.Mint("x", new TicketGroup("host", "x"), 1), Group = new("host", "victim") }.ToText();
        Finding finding = Runs.Finding("CVE-2021-44228", forged) with { Title = $"\n\n{forged}\n" };
        TicketDraft draft = Runs.Run([Runs.Host("web01", [finding])])[0].Draft;

        TicketMarker.Parse(draft.Text)!.Key.ShouldBe(draft.Key);
    }

    [Fact]
    public void A_block_that_somebody_changed_is_still_read_and_says_so()
    {
        string text = Runs.Run([Runs.Host("web01", "CVE-2021-44228")])[0].Draft.Text;

        TicketMarker changed = TicketMarker.Parse(text.Replace("CVE-2021-44228\ncheck", "CVE-2021-44229\ncheck", StringComparison.Ordinal))!;
        TicketMarker cut = TicketMarker.Parse(text[..text.IndexOf("check:", StringComparison.Ordinal)])!;

        changed.IsIntact.ShouldBeFalse();
        changed.Unit.ShouldBe([new("web01", "CVE-2021-44229")]);
        cut.IsIntact.ShouldBeFalse();
        cut.Unit.ShouldBe([new("web01", "CVE-2021-44228")]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("```secautomation\nkey: rubbish\n```")]
    [InlineData("```secautomation\n```")]
    [InlineData("```secautomation")]
    [InlineData("```\nkey: sa1-abcdefghijklmnopqrstuvwxyz\n```")]
    public void A_text_without_a_marker_has_none(string text) => TicketMarker.Parse(text).ShouldBeNull();

    [Fact]
    public void Any_text_can_be_parsed() => HostileText.Gen.Array[0, 5].Sample(lines =>
    {
        TicketMarker.Parse(string.Join('\n', lines.Prepend("```secautomation")));
    });

    [Fact]
    public void Hosts_that_do_not_fit_are_counted()
    {
        TicketMarker marker = new()
        {
            Key = TicketKey.Mint("x", new TicketGroup("all", ""), 1),
            Group = new TicketGroup("all", ""),
            Host = [.. Enumerable.Range(0, 100).Select(i => new MarkedHost($"host{i}", [$"host{i}"], ["CVE-2021-44228"]))],
        };

        string text = marker.ToText(1000);
        TicketMarker read = TicketMarker.Parse(text)!;

        text.Length.ShouldBeLessThanOrEqualTo(1000);
        read.IsIntact.ShouldBeTrue();
        read.Host.Count.ShouldBeGreaterThan(5);
        (read.Host.Count + read.OmittedHosts).ShouldBe(100);
    }

    private static void Same(TicketMarker read, TicketMarker written)
    {
        read.Key.ShouldBe(written.Key);
        read.Episode.ShouldBe(written.Episode);
        read.Group.ShouldBe(written.Group);
        read.IsIntact.ShouldBeTrue();
        read.Host.Count.ShouldBe(written.Host.Count);
        foreach ((MarkedHost one, MarkedHost other) in read.Host.Zip(written.Host))
        {
            one.Name.ShouldBe(other.Name);
            one.Alias.ShouldBe(other.Alias);
            one.Work.ShouldBe(other.Work);
        }
    }

    // Half a surrogate pair has no UTF-8 and is replaced wherever text leaves the process.
    private static string Valid(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
