using SecAutomation.Commands.Delivery.Planning;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Connectors.Tests.Histories;

/// <summary>Plays a history, and looks after each run whether everything holds that is promised.</summary>
internal sealed class HistoryPlayer(HistoryClock clock, HistoryWorld world, ITicketPlace place)
{
    private const int Everybody = 7;

    private static readonly TimeSpan s_pause = TimeSpan.FromHours(6);

    /// <summary>Plays it, and then a clean update and a clean run over everything.</summary>
    public async Task PlayAsync(IEnumerable<HistoryEvent> history)
    {
        foreach (HistoryEvent one in history.Append(Clean(isUpdate: true)).Append(Clean(isUpdate: false)))
        {
            clock.Move(s_pause);
            await PlayAsync(one);
        }
    }

    private static HistoryEvent.Run Clean(bool isUpdate) => new(isUpdate, Everybody, ScanWorth.Whole, RemediationGrouping.Host, "IT Operations");

    private async Task PlayAsync(HistoryEvent one)
    {
        switch (one)
        {
            case HistoryEvent.Appears appears:
                world.Appear(appears.Host, appears.Cve);
                break;
            case HistoryEvent.Fixed done:
                world.Fix(done.Host, done.Cve);
                break;
            case HistoryEvent.Renamed renamed:
                world.Rename(renamed.Host);
                break;
            case HistoryEvent.Excepted excepted:
                world.Except(excepted.Host, excepted.Cve, excepted.Days);
                break;
            case HistoryEvent.Waits waits:
                clock.Move(TimeSpan.FromDays(waits.Days));
                break;
            case HistoryEvent.Edited edited when await PickAsync(edited.Ticket) is { } id:
                await place.EditAsync(id, edited.Field);
                break;
            case HistoryEvent.Closed closed when await PickAsync(closed.Ticket) is { } id:
                await place.CloseAsync(id, closed.IsAccepted);
                break;
            case HistoryEvent.Forgotten:
                place.Forget();
                break;
            case HistoryEvent.Run run:
                await RunAsync(run);
                break;
        }
    }

    private async Task<string?> PickAsync(int number)
    {
        HistoryTicket[] open = [.. (await place.TicketsAsync()).Where(ticket => ticket.IsOpen)];
        return open.Length == 0 ? null : open[number % open.Length].Id;
    }

    private async Task RunAsync(HistoryEvent.Run run)
    {
        IReadOnlyList<HistoryTicket> before = await place.TicketsAsync();
        AssetDetail[] hosts = world.Scan(run.Hosts, run.Scan);
        bool isClean = await place.RunAsync(Planning(run, hosts), run);
        IReadOnlyList<HistoryTicket> after = await place.TicketsAsync();

        CheckCoverage(after);
        CheckEvidence(run, before, after);
        if (!isClean)
            return;

        if (!run.IsUpdate)
            CheckNothingIsLost(run, after);
        string written = await place.FingerprintAsync();
        (await place.RunAsync(Planning(run, hosts), null)).ShouldBeTrue($"{run} succeeds a second time");
        (await place.FingerprintAsync()).ShouldBe(written, $"{run} has nothing to write a second time");
    }

    private ITicketPlanning Planning(HistoryEvent.Run run, AssetDetail[] hosts)
    {
        var options = new PlanOptions { GroupBy = run.GroupBy, Team = run.Team, Today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), Exceptions = world.Exceptions };
        return run.IsUpdate ? new UpdatePlanning(hosts, new UpdateOptions { Plan = options, Now = clock.GetUtcNow() }) : new NewPlanning(hosts, options, countsOpen: false);
    }

    private (int Host, string Cve) Real(WorkUnit unit) => (world.MachineOf(unit.Host), unit.Work);

    private void CheckCoverage(IReadOnlyList<HistoryTicket> tickets)
    {
        foreach (IGrouping<(int Host, string Cve), HistoryTicket> unit in tickets.Where(ticket => ticket.IsOpen)
            .SelectMany(ticket => ticket.Unit.Select(Real).Distinct().Select(unit => (Unit: unit, Ticket: ticket))).GroupBy(one => one.Unit, one => one.Ticket))
        {
            unit.Key.Host.ShouldBeGreaterThanOrEqualTo(0, "each unit is of a machine that there is");
            unit.Count().ShouldBe(1, $"machine {unit.Key.Host} and {unit.Key.Cve} stand in the open tickets {string.Join(", ", unit.Select(ticket => ticket.Id))}");
        }
    }

    private void CheckEvidence(HistoryEvent.Run run, IReadOnlyList<HistoryTicket> before, IReadOnlyList<HistoryTicket> after)
    {
        HashSet<(int, string)> covered = [.. after.Where(ticket => ticket.IsOpen).SelectMany(ticket => ticket.Unit).Select(Real)];
        foreach (HistoryTicket ticket in before.Where(ticket => ticket.IsOpen))
        {
            foreach ((int host, string cve) in ticket.Unit.Select(Real).Where(unit => !covered.Contains(unit) && !world.IsExcepted(unit.Item1, unit.Item2)))
            {
                string what = $"{run} took machine {host} and {cve} out of ticket {ticket.Id}";
                run.IsUpdate.ShouldBeTrue(what);
                world.Open.ShouldNotContain((host, cve), what + ", and the hole is open");
                (run.Hosts & (1 << host)).ShouldNotBe(0, what + ", and no scan looked at it");
                run.Scan.ShouldBe(ScanWorth.Whole, what + ", and the scan proves nothing");
            }
        }
    }

    private void CheckNothingIsLost(HistoryEvent.Run run, IReadOnlyList<HistoryTicket> tickets)
    {
        HashSet<(int, string)> stands = [.. tickets.Where(ticket => ticket.IsOpen || ticket.IsAccepted).SelectMany(ticket => ticket.Unit).Select(Real)];
        if (run.Scan is ScanWorth.Whole or ScanWorth.WithoutEvidence)
            world.Open.Where(unit => (run.Hosts & (1 << unit.Host)) != 0 && !world.IsExcepted(unit.Host, unit.Cve)).Except(stands).ShouldBeEmpty($"{run} leaves no hole without a ticket");
    }
}
