using SecAutomation.Commands.Delivery.Trackers;
using SecAutomation.Engine.Actions;
using SecAutomation.Remediation.Delivery;
using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>The life of a ticket in the real products.</summary>
[Trait("Category", "Server")]
public sealed class RealTrackerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Products => ["RequestTracker", "Redmine"];

    [Theory]
    [MemberData(nameof(Products))]
    public async Task A_ticket_lives_from_its_first_byte_to_its_end(string product)
    {
        await using RealTracker tracker = RealTracker.Open(product);
        TicketActions actions = tracker.Actions;
        string key = RealTracker.NewKey();
        string name = $"web{key[4..12]}";
        TicketValues draft = Draft(tracker, key, name);

        await actions.PrepareAsync([tracker.Team, tracker.OtherTeam], Token);
        (await actions.FindAsync([key], Token)).ShouldBeEmpty();
        ReadTicket made = await actions.CreateAsync(draft, Token);
        ReadTicket read = await actions.ReadBackAsync(made.Id, draft, Token);

        read.NotApplied.ShouldBeEmpty();
        read.Key.ShouldBe(key);
        read.Team.ShouldBe(tracker.Team);
        read.Priority.ShouldBe(RemediationPriority.Critical);
        read.DueDate.ShouldBe(draft.DueDate);
        read.State.ShouldBe(TicketState.New);
        read.Url.ShouldNotBeNull().ShouldEndWith(made.Id);
        (await actions.ReadAsync(made.Id, Token)).ShouldNotBeNull().IsTouched.ShouldBe(false);
        (await actions.FindAsync([RealTracker.NewKey(), key], Token)).ShouldHaveSingleItem().Id.ShouldBe(made.Id);
        (await actions.FindByNameAsync([name], Token)).ShouldHaveSingleItem().Id.ShouldBe(made.Id);
        (await actions.FindByNameAsync([$"{name}x"], Token)).ShouldBeEmpty();
        (await actions.ListAsync(read.CreatedAt, Token)).ShouldContain(ticket => ticket.Id == made.Id);
        (await actions.ListAsync(read.CreatedAt.AddHours(1), Token)).ShouldNotContain(ticket => ticket.Id == made.Id);

        ReadTicket changed = await actions.UpdateAsync(
            made.Id,
            new TicketValues { Title = "Patch ☃ it 'now'", Team = tracker.OtherTeam, Priority = RemediationPriority.Low, DueDate = draft.DueDate!.Value.AddDays(3) },
            Token);
        changed.NotApplied.ShouldBeEmpty();
        changed.Team.ShouldBe(tracker.OtherTeam);
        changed.Priority.ShouldBe(RemediationPriority.Low);
        changed.Key.ShouldBe(key);

        await actions.CommentAsync(made.Id, "Seen again. [sa:0123456789ab]", "[sa:0123456789ab]", Token);
        await actions.CommentAsync(made.Id, "Seen again. [sa:0123456789ab]", "[sa:0123456789ab]", Token);
        await actions.AttachAsync(made.Id, "hosts-1.csv", "text/csv", "host\nweb01\n"u8.ToArray(), Token);
        await actions.AttachAsync(made.Id, "hosts-1.csv", "text/csv", "host\nweb01\n"u8.ToArray(), Token);
        (await actions.CommentsAsync(made.Id, Token)).Count(text => text.Contains("[sa:0123456789ab]", StringComparison.Ordinal)).ShouldBe(1);
        (await actions.FilesAsync(made.Id, Token)).Count(name => name == "hosts-1.csv").ShouldBe(1);

        ReadTicket closed = await actions.CloseAsync(made.Id, TicketResolution.Fixed, "Gone. [sa:00000000000c]", "[sa:00000000000c]", Token);
        closed.State.ShouldBe(TicketState.Closed);
        closed.NotApplied.ShouldBeEmpty();
        closed.ClosedAt.ShouldNotBeNull();
        (await actions.FindAsync([key], Token)).ShouldHaveSingleItem().State.ShouldBe(TicketState.Closed);
        ReadTicket again = await actions.ReopenAsync(made.Id, "Back. [sa:00000000000d]", "[sa:00000000000d]", Token);
        again.State.ShouldNotBe(TicketState.Closed);
        again.ClosedAt.ShouldBeNull();
        ReadTicket rejected = await actions.CloseAsync(made.Id, TicketResolution.RiskAccepted, null, null, Token);
        rejected.State.ShouldBe(TicketState.Closed);
        (rejected.Status == closed.Status).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Products))]
    public async Task A_new_text_takes_the_place_of_the_old_one_and_is_told_once(string product)
    {
        await using RealTracker tracker = RealTracker.Open(product);
        var adapter = new ConnectionTracker(tracker.Actions);
        string key = RealTracker.NewKey();
        string name = $"upd{key[4..12]}";
        var draft = new TrackerDraft { Key = key, Title = $"Patch {name}", Body = Text(adapter, Marker(key, name)), Team = tracker.Team, Priority = RemediationPriority.High, Alias = [name] };
        TrackerTicket made = await adapter.CreateAsync(draft, Token);
        string text = Text(adapter, Marker(key, name, $"{name}b"));

        TrackerTicket once = await adapter.UpdateAsync(made.Id, new TrackerChange { Body = text }, Token);
        TrackerTicket twice = await adapter.UpdateAsync(made.Id, new TrackerChange { Body = text }, Token);

        once.NotApplied.ShouldBeEmpty();
        twice.NotApplied.ShouldBeEmpty();
        TicketMarker.Read(twice.Body).ShouldNotBeNull().Host.Select(host => host.Name).ShouldBe([name, $"{name}b"]);
        (await adapter.FindAsync(new TrackerQuery { Alias = [$"{name}b"] }, Token)).ShouldHaveSingleItem().Id.ShouldBe(made.Id);
        (await adapter.FindAsync(new TrackerQuery { Alias = [name[..^1]] }, Token)).ShouldBeEmpty();
        (await tracker.Actions.CommentsAsync(made.Id, Token)).Count(comment => comment.Contains($"{name}b", StringComparison.Ordinal)).ShouldBe(product == "RequestTracker" ? 1 : 0);
    }

    private static string Marker(string key, params string[] names) => new TicketMarker
    {
        Key = key,
        Group = new TicketGroup("host", names[0]),
        Host = [.. names.Select(name => new MarkedHost(name, [name], ["CVE-2021-44228"]))],
    }.ToText();

    private static string Text(ConnectionTracker tracker, string marker) =>
        TicketText.Render($"# Patch it\n\n<script>alert(1)</script> {{{{code}}}} @alice\n\n{marker}\n", tracker.Abilities.Dialect, tracker.Abilities.BodyLimit).Text;

    internal static TicketValues Draft(RealTracker tracker, string key, string name)
    {
        string marker = $"```secautomation\nkey: {key}\nhost: {name} {name}.corp.example\nwork: CVE-2021-44228\n```";
        return new TicketValues
        {
            Key = key,
            Marker = marker,
            Title = $"Patch {name} & 'friends' <now>",
            Body = tracker.Actions.Dialect is "html" ? $"<p>Patch <b>{name}</b></p><pre>{marker}</pre>" : $"Patch *{name}*\n\n<pre>\n{marker}\n</pre>",
            Team = tracker.Team,
            Priority = RemediationPriority.Critical,
            DueDate = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(7),
        };
    }
}
