using Microsoft.Extensions.Time.Testing;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Storage.Tests.Ledger;

/// <summary>What holds of a ledger whatever keeps it.</summary>
public abstract class LedgerTests : IAsyncLifetime
{
    private const string Tracker = "tracker-1";

    protected FakeTimeProvider Time { get; } = new(StoreFolder.Now);

    protected LedgerOptions Options => new() { Time = Time };

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    protected abstract Task<TicketLedger> OpenAsync(LedgerOptions options);

    [Fact]
    public async Task A_run_is_read_back_with_its_entries_in_order()
    {
        await using TicketLedger ledger = await OpenAsync(Options);
        RemediationRun run = await BeginAsync(ledger, "run-1");
        StoredTicket ticket = Ticket("web01");

        await ledger.RecordAsync(run.Id, [Entry(TicketAction.Created, ticket, after: ticket), Entry(TicketAction.Skipped, Ticket("web02"))], default);
        await ledger.RecordAsync(run.Id, [Entry(TicketAction.Failed, Ticket("web03"))], default);
        await ledger.EndRunAsync(run with { State = RunState.Completed, EndedAt = Time.GetUtcNow(), Created = 1, Skipped = 1, Failed = 1 }, default);

        RemediationRun read = (await ledger.FindRunsAsync(null, withEntries: true, default)).ShouldHaveSingleItem();
        (read.State, read.Created, read.Skipped, read.Failed).ShouldBe((RunState.Completed, 1, 1, 1));
        string.Join(' ', read.Entry.Select(entry => entry.Action)).ShouldBe("Created Skipped Failed");
        (await ledger.ReadEntriesAsync(run.Id, default))[0].After!.Draft.Text.ShouldBe(ticket.Draft.Text);
    }

    [Fact]
    public async Task A_run_that_has_said_nothing_for_its_lease_was_interrupted()
    {
        await using TicketLedger ledger = await OpenAsync(Options);
        await BeginAsync(ledger, "run-1");
        (await ledger.FindRunsAsync(["run-1"], withEntries: false, default)).Single().State.ShouldBe(RunState.Running);

        Time.Advance(TimeSpan.FromMinutes(6));

        (await ledger.FindRunsAsync(["run-1"], withEntries: false, default)).Single().State.ShouldBe(RunState.Interrupted);
    }

    [Fact]
    public async Task A_claim_is_given_to_one_owner_until_its_lease_runs_out()
    {
        await using TicketLedger first = await OpenAsync(Options);
        await using TicketLedger second = await OpenAsync(Options);
        TicketDraft draft = StoreFolder.Draft("web01", "CVE-2021-44228");

        (await first.ClaimAsync(Tracker, draft, "run-1", "one", default)).IsGiven.ShouldBeTrue();
        (await first.ClaimAsync(Tracker, draft, "run-1", "one", default)).IsGiven.ShouldBeTrue();
        (await second.ClaimAsync(Tracker, draft, "run-2", "two", default)).HeldBy.ShouldBe("one");
        (await second.ClaimAsync("tracker-2", draft, "run-2", "two", default)).IsGiven.ShouldBeTrue();

        Time.Advance(TimeSpan.FromMinutes(6));
        (await second.ClaimAsync(Tracker, draft, "run-2", "two", default)).IsGiven.ShouldBeTrue();
        FailureException failure = await Should.ThrowAsync<FailureException>(() => first.IntendAsync(Tracker, draft.Key, "one", default));
        failure.Id.ShouldBe(FailureId.StoreBusy);
    }

    [Fact]
    public async Task Nobody_waits_for_an_owner_that_is_gone()
    {
        TicketDraft draft = StoreFolder.Draft("web01", "CVE-2021-44228");
        await using TicketLedger killed = await OpenAsync(Options);
        await killed.ClaimAsync(Tracker, draft, "run-1", "dead", default);
        await killed.IntendAsync(Tracker, draft.Key, "dead", default);
        await using TicketLedger next = await OpenAsync(Options with { IsGone = owner => owner == "dead" });

        Claim claim = await next.ClaimAsync(Tracker, draft, "run-2", "two", default);

        (claim.IsGiven, claim.SentAt).ShouldBe((true, Time.GetUtcNow()));
    }

    [Fact]
    public async Task An_intent_outlives_the_run_and_is_told_to_whoever_comes_next()
    {
        TicketDraft draft = StoreFolder.Draft("web01", "CVE-2021-44228");
        await using (TicketLedger killed = await OpenAsync(Options))
        {
            await killed.ClaimAsync(Tracker, draft, "run-1", "one", default);
            await killed.IntendAsync(Tracker, draft.Key, "one", default);
        }

        DateTimeOffset sent = Time.GetUtcNow();
        Time.Advance(TimeSpan.FromMinutes(6));
        await using TicketLedger next = await OpenAsync(Options);

        (await next.ClaimAsync(Tracker, draft, "run-2", "two", default)).SentAt.ShouldBe(sent);
    }

    [Fact]
    public async Task A_settled_delivery_is_known_by_its_id_and_its_units_are_taken()
    {
        await using TicketLedger ledger = await OpenAsync(Options);
        StoredTicket ticket = Ticket("web01");
        await ledger.ClaimAsync(Tracker, ticket.Draft, "run-1", "one", default);
        await ledger.IntendAsync(Tracker, ticket.Draft.Key, "one", default);
        await ledger.SettleAsync(Tracker, ticket.Draft.Key, "one", ticket, default);

        Claim again = await ledger.ClaimAsync(Tracker, ticket.Draft, "run-2", "two", default);
        (again.TicketId, again.SentAt).ShouldBe((ticket.Id, null));
        await ledger.ReleaseAsync(Tracker, ticket.Draft.Key, "two", default);

        TicketDraft other = ticket.Draft with { Key = "sa1-other" };
        (await ledger.ClaimAsync(Tracker, other, "run-2", "two", default)).HeldBy!.ShouldContain(ticket.Draft.Key);

        await ledger.WriteAsync(Tracker, [ticket with { State = TicketState.Closed }], default);
        (await ledger.ClaimAsync(Tracker, other, "run-2", "two", default)).IsGiven.ShouldBeTrue();
    }

    [Fact]
    public async Task A_refused_claim_leaves_no_unit_behind()
    {
        await using TicketLedger ledger = await OpenAsync(Options);
        StoredTicket taken = Ticket("web02");
        await ledger.WriteAsync(Tracker, [taken], default);
        TicketDraft both = StoreFolder.Draft("web01", "CVE-2021-44228") with
        {
            Unit = [new WorkUnit("web01", "CVE-2021-44228"), taken.Draft.Unit[0]],
        };

        (await ledger.ClaimAsync(Tracker, both, "run-1", "one", default)).IsGiven.ShouldBeFalse();

        (await ledger.ClaimAsync(Tracker, StoreFolder.Draft("web01", "CVE-2021-44228") with { Key = "sa1-next" }, "run-1", "two", default))
            .IsGiven.ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_released_without_being_sent_leaves_no_doubt_and_what_was_sent_does()
    {
        await using TicketLedger ledger = await OpenAsync(Options);
        TicketDraft draft = StoreFolder.Draft("web01", "CVE-2021-44228");
        await ledger.ClaimAsync(Tracker, draft, "run-1", "one", default);
        await ledger.ReleaseAsync(Tracker, draft.Key, "one", default);
        (await ledger.ClaimAsync(Tracker, draft, "run-2", "two", default)).SentAt.ShouldBeNull();

        await ledger.IntendAsync(Tracker, draft.Key, "two", default);
        await ledger.ReleaseAsync(Tracker, draft.Key, "two", default);

        (await ledger.ClaimAsync(Tracker, draft, "run-3", "three", default)).SentAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Abandoned_requests_are_taken_over_once()
    {
        await using TicketLedger ledger = await OpenAsync(Options);
        foreach (string host in new[] { "web01", "web02", "web03" })
        {
            TicketDraft draft = StoreFolder.Draft(host, "CVE-2021-44228");
            await ledger.ClaimAsync(Tracker, draft, "run-1", "one", default);
            await ledger.IntendAsync(Tracker, draft.Key, "one", default);
        }

        (await ledger.TakeAbandonedAsync(Tracker, "two", 10, default)).ShouldBeEmpty();
        Time.Advance(TimeSpan.FromMinutes(6));

        string.Join(' ', (await ledger.TakeAbandonedAsync(Tracker, "two", 2, default)).Select(one => one.Key)).ShouldBe("sa1-web01 sa1-web02");
        (await ledger.TakeAbandonedAsync(Tracker, "three", 10, default)).ShouldHaveSingleItem().Key.ShouldBe("sa1-web03");
    }

    [Fact]
    public async Task Tickets_are_found_by_key_by_alias_and_while_they_are_open()
    {
        await using TicketLedger ledger = await OpenAsync(Options);
        await ledger.WriteAsync(Tracker, [Ticket("web01"), Ticket("web02"), Ticket("web03") with { State = TicketState.Closed }], default);

        (await ledger.FindTicketsAsync(Tracker, ["sa1-web01"], ["web03"], withOpen: false, default)).Keys.Order(StringComparer.Ordinal)
            .ShouldBe(["sa1-web01", "sa1-web03"]);
        (await ledger.FindTicketsAsync(Tracker, [], [], withOpen: true, default)).Count.ShouldBe(2);
        (await ledger.FindTicketsAsync("tracker-2", [], [], withOpen: true, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rebuilding_forgets_what_is_not_there_any_more()
    {
        await using TicketLedger ledger = await OpenAsync(Options);
        await ledger.WriteAsync(Tracker, [Ticket("web01")], default);

        await ledger.RebuildAsync(Tracker, [Ticket("web02")], default);

        (await ledger.FindTicketsAsync(Tracker, [], [], withOpen: true, default)).Keys.ShouldBe(["sa1-web02"]);
        (await ledger.ClaimAsync(Tracker, StoreFolder.Draft("web01", "CVE-2021-44228") with { Key = "sa1-new" }, "run-1", "one", default)).IsGiven.ShouldBeTrue();
    }

    [Fact]
    public async Task The_latest_sighting_of_a_host_counts()
    {
        await using TicketLedger ledger = await OpenAsync(Options);
        await ledger.SeeAsync(Tracker, [("1", "web01", StoreFolder.Now)], default);
        await ledger.SeeAsync(Tracker, [("1", "web01", StoreFolder.Now.AddDays(2)), ("1", "web02", StoreFolder.Now)], default);
        await ledger.SeeAsync(Tracker, [("1", "web01", StoreFolder.Now.AddDays(1))], default);

        IReadOnlyDictionary<(string, string), DateTimeOffset> seen = await ledger.ReadSightingsAsync(Tracker, default);

        seen[("1", "web01")].ShouldBe(StoreFolder.Now.AddDays(2));
        seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_older_than_its_retention_is_forgotten_and_open_tickets_stay()
    {
        await using TicketLedger ledger = await OpenAsync(Options);
        RemediationRun old = await BeginAsync(ledger, "run-1");
        await ledger.RecordAsync(old.Id, [Entry(TicketAction.Created, Ticket("web01"))], default);
        await ledger.WriteAsync(Tracker, [Ticket("web01"), Ticket("web02") with { State = TicketState.Closed }], default);
        Time.Advance(TimeSpan.FromDays(401));

        await BeginAsync(ledger, "run-2");

        (await ledger.FindRunsAsync(null, withEntries: true, default)).ShouldHaveSingleItem().Id.ShouldBe("run-2");
        (await ledger.FindTicketsAsync(Tracker, ["sa1-web01", "sa1-web02"], [], withOpen: false, default)).Keys.ShouldBe(["sa1-web01"]);
    }

    [Fact]
    public async Task Many_tickets_written_at_once_are_as_if_written_one_by_one()
    {
        StoredTicket[] tickets =
        [
            .. Enumerable.Range(0, 1200).Select(i => Ticket($"host{i}")),
            Ticket("host7") with { Id = "id-newer" },
            Ticket("host8") with { State = TicketState.Closed },
            Ticket("rival") with { Draft = StoreFolder.Draft("rival", "CVE-2021-44228") with { Unit = [new WorkUnit("host9", "CVE-2021-44228"), new WorkUnit("rival", "CVE-2021-44228")] } },
        ];
        await using TicketLedger ledger = await OpenAsync(Options);

        await ledger.WriteAsync(Tracker, tickets, default);
        await ledger.WriteAsync(Tracker, [tickets[^1], tickets[9]], default);

        IReadOnlyDictionary<string, StoredTicket> found = await ledger.FindTicketsAsync(Tracker, ["sa1-host7"], ["host8", "host1199"], withOpen: false, default);
        found["sa1-host7"].Id.ShouldBe("id-newer");
        found["sa1-host8"].State.ShouldBe(TicketState.Closed);
        found.ContainsKey("sa1-host1199").ShouldBeTrue();
        (await ledger.FindTicketsAsync(Tracker, [], [], withOpen: true, default)).Count.ShouldBe(1200);

        // Of two open tickets with one unit, the one that had it keeps it; what a closed one covered is free.
        (await HolderAsync("host9")).ShouldContain("sa1-host9");
        (await HolderAsync("rival")).ShouldContain("sa1-rival");
        (await HolderAsync("host8")).ShouldBeEmpty();

        async Task<string> HolderAsync(string host) =>
            (await ledger.ClaimAsync(Tracker, StoreFolder.Draft(host, "CVE-2021-44228") with { Key = $"sa1-other-{host}" }, "run-1", "one", default)).HeldBy ?? "";
    }

    [Fact]
    public async Task Thousands_of_entries_and_sightings_keep_their_order_and_the_latest_time()
    {
        await using TicketLedger ledger = await OpenAsync(Options);
        RemediationRun run = await BeginAsync(ledger, "run-1");

        await ledger.RecordAsync(run.Id, [.. Enumerable.Range(0, 1100).Select(i => Entry(TicketAction.Unchanged, Ticket($"host{i}")))], default);
        await ledger.SeeAsync(
            Tracker, [.. Enumerable.Range(0, 11_000).Select(i => ("1", $"host{i}", StoreFolder.Now)), ("1", "host5", StoreFolder.Now.AddDays(1)), ("1", "host5", StoreFolder.Now.AddDays(-1))], default);

        (await ledger.ReadEntriesAsync(run.Id, default)).Select(entry => entry.Entry.Key).ShouldBe(Enumerable.Range(0, 1100).Select(i => $"sa1-host{i}"));
        IReadOnlyDictionary<(string, string), DateTimeOffset> seen = await ledger.ReadSightingsAsync(Tracker, default);
        (seen.Count, seen[("1", "host5")]).ShouldBe((11_000, StoreFolder.Now.AddDays(1)));
    }

    [Fact]
    public async Task A_ledger_of_the_first_version_is_brought_forward_with_all_that_it_holds()
    {
        await MakeFirstVersionAsync(FirstVersion);

        await using TicketLedger ledger = await OpenAsync(Options);

        StoredTicket kept = (await ledger.FindTicketsAsync(Tracker, [], [], withOpen: true, default)).ShouldHaveSingleItem().Value;
        (kept.Id, kept.Draft.Team).ShouldBe(("17", "Web"));
        (await ledger.FindRunsAsync(null, withEntries: true, default)).ShouldHaveSingleItem().Entry.ShouldHaveSingleItem().Reason.ShouldBe("Because.");
        (await ledger.TakeAbandonedAsync(Tracker, "two", 10, default)).ShouldHaveSingleItem().Key.ShouldBe("sa1-doubt");
        (await ledger.ReadSightingsAsync(Tracker, default)).Count.ShouldBe(1);
        await (await OpenAsync(Options)).DisposeAsync();
    }

    /// <summary>Makes a ledger as the first version made it, with these statements, which say so in no table of versions.</summary>
    protected abstract Task MakeFirstVersionAsync(string statements);

    // As it was: it never changes, whatever becomes of the schema.
    private const string FirstVersion =
        """
        CREATE TABLE run(id TEXT PRIMARY KEY, connection TEXT NOT NULL, instance TEXT NOT NULL, started_at BIGINT NOT NULL,
            alive_until BIGINT NOT NULL, document TEXT NOT NULL);
        CREATE TABLE entry(run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE, ordinal BIGINT NOT NULL, key TEXT NOT NULL,
            document TEXT NOT NULL, before TEXT, after TEXT, PRIMARY KEY(run, ordinal));
        CREATE TABLE ticket(instance TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL, is_open INTEGER NOT NULL,
            document TEXT NOT NULL, written_at BIGINT NOT NULL, PRIMARY KEY(instance, key));
        CREATE TABLE alias(instance TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY(instance, name, key));
        CREATE INDEX alias_key ON alias(instance, key);
        CREATE TABLE unit(instance TEXT NOT NULL, host TEXT NOT NULL, work TEXT NOT NULL, key TEXT NOT NULL,
            PRIMARY KEY(instance, host, work));
        CREATE INDEX unit_key ON unit(instance, key);
        CREATE TABLE intent(instance TEXT NOT NULL, key TEXT NOT NULL, run TEXT NOT NULL, owner TEXT NOT NULL,
            lease_until BIGINT NOT NULL, sent_at BIGINT, PRIMARY KEY(instance, key));
        CREATE TABLE sighting(instance TEXT NOT NULL, ticket TEXT NOT NULL, host TEXT NOT NULL, seen_at BIGINT NOT NULL,
            PRIMARY KEY(instance, ticket, host));
        INSERT INTO run VALUES('run-0', 'tracker', 'tracker-1', 1762200000000, 0, '{"Id":"run-0","StartedAt":"2025-11-03T20:00:00+00:00"}');
        INSERT INTO entry VALUES('run-0', 1, 'sa1-web01', '{"Action":"Created","Reason":"Because.","Key":"sa1-web01"}', NULL, NULL);
        INSERT INTO ticket VALUES('tracker-1', 'sa1-web01', '17', 1, '{"Id":"17","Draft":{"Key":"sa1-web01","Team":"Web"},"State":"New"}', 1762200000000);
        INSERT INTO intent VALUES('tracker-1', 'sa1-doubt', 'run-0', 'one', 0, 1762200000000);
        INSERT INTO sighting VALUES('tracker-1', '17', 'web01', 1762200000000);
        """;

    [Fact]
    public async Task Of_many_that_claim_at_once_one_gets_each_ticket()
    {
        TicketDraft[] drafts = [.. Enumerable.Range(0, 10).Select(i => StoreFolder.Draft($"host{i}", "CVE-2021-44228", "CVE-2022-22965"))];
        await using TicketLedger made = await OpenAsync(Options);

        int[] given = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            await using TicketLedger ledger = await OpenAsync(Options);
            int mine = 0;
            foreach (TicketDraft draft in drafts)
                mine += (await ledger.ClaimAsync(Tracker, draft, $"run-{i}", $"owner-{i}", default)).IsGiven ? 1 : 0;

            return mine;
        }));

        given.Sum().ShouldBe(drafts.Length);
    }

    protected static StoredTicket Ticket(string host) => new()
    {
        Id = $"id-{host}", Number = $"T-{host}", State = TicketState.New, CreatedAt = StoreFolder.Now, UpdatedAt = StoreFolder.Now,
        Draft = StoreFolder.Draft(host, "CVE-2021-44228"),
    };

    private static LedgerEntry Entry(TicketAction action, StoredTicket ticket, StoredTicket? after = null) =>
        new(new RunEntry { At = StoreFolder.Now, Action = action, Key = ticket.Draft.Key, Id = ticket.Id, Title = ticket.Draft.Title, Reason = "Because." }, null, after);

    private async Task<RemediationRun> BeginAsync(TicketLedger ledger, string id)
    {
        RemediationRun run = new() { Id = id, Kind = RunKind.New, StartedAt = Time.GetUtcNow(), Connection = "tracker", Instance = Tracker };
        await ledger.BeginRunAsync(run, default);
        return run;
    }
}
