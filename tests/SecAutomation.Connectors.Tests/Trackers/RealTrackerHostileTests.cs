using System.Net;
using System.Text;
using SecAutomation.Commands.Delivery.Trackers;
using SecAutomation.Engine.Actions;
using SecAutomation.Remediation.Delivery;
using SecAutomation.Remediation.Rendering;
using SecAutomation.Testing;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>Text of an attacker in the real products, as a person sees it in a browser.</summary>
[Trait("Category", "Server")]
public sealed class RealTrackerHostileTests
{
    private const string Family = "👩‍👩‍👧";

    private static readonly string[] s_values =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(2)>", "</pre><script>alert(3)</script>", "@alice", "#1", "!{{include(Start)}}", "{{collapse", "[[Start]]", "!http://evil.example/i.png!",
        "\"x\":http://evil.example", "[x](javascript:alert(4))", "%{color:red}x%", "/close", "RT: resolve", "=cmd|' /C calc'!A0", "<notextile><b>x</b></notextile>", "user#1", "commit:abc", "r1",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("RequestTracker")]
    [InlineData("Redmine")]
    public async Task Hostile_text_is_shown_and_does_nothing(string product)
    {
        await using RealTracker tracker = RealTracker.Open(
            product, setting: product == "Redmine" ? settings => settings["project"] = TestServer.Require("REDMINE", Assert.Skip)["OPEN_PROJECT"] : null);
        var adapter = new ConnectionTracker(tracker.Actions);
        string key = RealTracker.NewKey(), rows = string.Join('\n', s_values.Select(value => $"| {MarkdownText.Escape(value)} | x |")), items = string.Join('\n', s_values.Select(value => $"- {MarkdownText.Escape(value)}"));
        string marker = new TicketMarker { Key = key, Group = new TicketGroup("host", "web01"), Host = [new MarkedHost("web01", ["web01"], ["CVE-2021-44228"])] }.ToText();
        string markdown = $"# {MarkdownText.Escape(s_values[0])}\n\n{items}\n\n| Head | x |\n| --- | --- |\n{rows}\n\n{string.Join("\n\n", s_values)}\n\n{marker}";
        var draft = new TrackerDraft
        {
            Key = key,
            Title = TicketText.Title($"<script>alert(1)</script> @alice {key} é", adapter.Abilities.TitleLimit),
            Body = TicketText.Render(markdown, adapter.Abilities.Dialect, adapter.Abilities.BodyLimit).Text,
            Team = tracker.Team,
            Priority = RemediationPriority.High,
        };

        TrackerTicket made = await adapter.CreateAsync(draft, Token);
        ReadTicket read = await tracker.Actions.ReadBackAsync(made.Id, new TicketValues { Key = key, Title = draft.Title, Team = draft.Team, Priority = draft.Priority }, Token);
        string page = await PageAsync(product, made.Id);

        read.NotApplied.ShouldBeEmpty();
        read.State.ShouldBe(TicketState.New);
        TicketMarker.Read((await adapter.ReadAsync(made.Id, Token)).ShouldNotBeNull().Body).ShouldNotBeNull().IsIntact.ShouldBeTrue();
        page.ShouldContain(key);
        string lower = page.ToLowerInvariant();
        foreach (string doing in new[] { "<script>alert", "<img src=x", "onerror=alert(2)>", "<img src=\"http://evil.example", "\"javascript:alert", "class=\"user active\">alice", "style=\"color:red", "<b>x</b>" })
            lower.ShouldNotContain(doing);

        // What is shown is what the scanner said.
        string seen = string.Concat(WebUtility.HtmlDecode(page).Where(c => c is not ('\u200b' or '\u034f')));
        foreach (string value in new[] { "<script>alert(1)</script>", "@alice", "!{{include(Start)}}", "/close", "=cmd|' /C calc'!A0" })
            seen.ShouldContain(value);
    }

    [Theory]
    [InlineData("RequestTracker", "é")]
    [InlineData("RequestTracker", Family)]
    [InlineData("Redmine", "é")]
    [InlineData("Redmine", Family)]
    public async Task A_title_is_cut_as_the_product_counts_and_taken_whole(string product, string character)
    {
        await using RealTracker tracker = RealTracker.Open(product);
        var adapter = new ConnectionTracker(tracker.Actions);
        string key = RealTracker.NewKey(), title = TicketText.Title(string.Concat(Enumerable.Repeat(character, 400)), adapter.Abilities.TitleLimit);

        TrackerTicket made = await adapter.CreateAsync(new TrackerDraft { Key = key, Title = title, Body = "Text.", Team = tracker.Team, Priority = RemediationPriority.High }, Token);

        title.ShouldEndWith("…");
        (product == "Redmine" ? title.EnumerateRunes().Count() : Encoding.UTF8.GetByteCount(title)).ShouldBeLessThanOrEqualTo(product == "Redmine" ? 255 : 200);
        (await adapter.ReadAsync(made.Id, Token)).ShouldNotBeNull().Title.ShouldBe(title);
    }

    private static async Task<string> PageAsync(string product, string id)
    {
        TestServer server = TestServer.Require(product.ToUpperInvariant(), Assert.Skip);
        string address = product == "Redmine"
            ? $"{server["URL"]}issues/{id}"
            : $"{server["URL"]}Ticket/History.html?id={id}&user={Uri.EscapeDataString(server["PERSON"])}&pass={Uri.EscapeDataString(server["PERSON_PASSWORD"])}";
        using var client = new HttpMessageInvoker(new SocketsHttpHandler { UseCookies = true });
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using HttpResponseMessage answer = await client.SendAsync(request, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync(Token);
    }
}
