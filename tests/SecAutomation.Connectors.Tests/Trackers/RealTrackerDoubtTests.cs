using SecAutomation.Engine.Actions;
using SecAutomation.Testing;
using SecAutomation.Testing.Http;
using SecAutomation.Testing.Trackers;

namespace SecAutomation.Connectors.Tests.Trackers;

/// <summary>Races, and connections that are cut, at the real products.</summary>
[Trait("Category", "Server")]
public sealed class RealTrackerDoubtTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, TrackerFault, int> Faults => new(
        from product in new[] { "RequestTracker", "Redmine" }
        from fault in new[] { (TrackerFault.LostRequest, 0), (TrackerFault.LostAnswer, 1), (TrackerFault.CutAnswer, 1), (TrackerFault.BadGatewayAfterwards, 1) }
        select new TheoryDataRow<string, TrackerFault, int>(product, fault.Item1, fault.Item2));

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_create_without_an_answer_is_a_doubt_that_the_next_find_resolves(string product, TrackerFault fault, int made)
    {
        Uri url = new(TestServer.Require(product.ToUpperInvariant(), Assert.Skip)["URL"]);
        await using FaultyProxy proxy = new(url);
        await using RealTracker cut = RealTracker.Open(product, proxy.Url);
        await using RealTracker next = RealTracker.Open(product);
        string key = RealTracker.NewKey();
        TicketValues draft = RealTrackerTests.Draft(cut, key, $"cut{key[4..12]}");
        await cut.Actions.PrepareAsync([cut.Team], Token);
        proxy.FailWrites(fault);

        (await Should.ThrowAsync<FailureException>(() => cut.Actions.CreateAsync(draft, Token))).Id.ShouldBe(FailureId.TicketOutcomeUncertain);
        IReadOnlyList<ReadTicket> found = await next.Actions.FindAsync([key], Token);

        proxy.Writes.ShouldBe(1);
        found.Count.ShouldBe(made);
        if (made == 1)
            (await next.Actions.ReadBackAsync(found[0].Id, draft, Token)).NotApplied.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("RequestTracker")]
    [InlineData("Redmine")]
    public async Task Of_tickets_that_are_made_in_the_same_instant_one_is_left(string product)
    {
        const int runs = 6;
        await using RealTracker tracker = RealTracker.Open(product);
        string key = RealTracker.NewKey();
        TicketValues draft = RealTrackerTests.Draft(tracker, key, $"race{key[4..12]}");
        await tracker.Actions.PrepareAsync([tracker.Team], Token);

        ReadTicket[] made = await Task.WhenAll(Enumerable.Range(0, runs).Select(_ => tracker.Actions.CreateAsync(draft, Token)));
        made.Select(ticket => ticket.Id).Distinct(StringComparer.Ordinal).Count().ShouldBe(runs);
        IReadOnlyList<ReadTicket> twins = await tracker.Actions.FindAsync([key], Token);
        string winner = twins.OrderBy(ticket => int.Parse(ticket.Id, System.Globalization.CultureInfo.InvariantCulture)).First().Id;
        TestContext.Current.SendDiagnosticMessage($"{product}: of {runs} tickets made at once {twins.Count} carry the key.");
        foreach (ReadTicket loser in made.Where(ticket => ticket.Id != winner))
            await tracker.Actions.MarkDuplicateAsync(loser.Id, winner, Token);

        ReadTicket left = (await tracker.Actions.FindAsync([key], Token)).ShouldHaveSingleItem();
        left.Id.ShouldBe(winner);
        left.State.ShouldBe(TicketState.New);
        foreach (ReadTicket loser in made.Where(ticket => ticket.Id != winner))
        {
            ReadTicket after = (await tracker.Actions.ReadAsync(loser.Id, Token)).ShouldNotBeNull();
            (after.Id == winner || after.Resolution == TicketResolution.Duplicate).ShouldBeTrue($"{loser.Id} is {after.State} {after.Resolution}");
        }
    }
}
