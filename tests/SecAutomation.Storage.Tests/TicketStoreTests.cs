using System.Text.Json;

namespace SecAutomation.Storage.Tests;

public sealed class TicketStoreTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Gives_back_a_ticket_as_it_was_written()
    {
        TicketDraft draft = StoreFolder.Draft("web01", "CVE-2021-44228", "CVE-2024-1234567");

        StoredTicket written = await _folder.CreateAsync(draft);
        StoredTicket read = (await _folder.FindAsync()).ShouldHaveSingleItem();

        written.Number.ShouldBe("SA-1");
        written.State.ShouldBe(TicketState.New);
        written.CreatedAt.ShouldBe(StoreFolder.Now);
        Json(read).ShouldBe(Json(written));
        Json(read.Draft).ShouldBe(Json(draft));
    }

    [Fact]
    public async Task Tells_a_list_that_nobody_gave_from_an_empty_one()
    {
        await _folder.CreateAsync(StoreFolder.Draft());

        TicketHost host = (await _folder.FindAsync()).Single().Draft.Content.Host.Single();

        host.IPAddress.ShouldBeNull();
        host.AffectedSoftware.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reading_makes_no_file()
    {
        (await _folder.FindAsync()).ShouldBeEmpty();

        Directory.Exists(Path.GetDirectoryName(_folder.Path)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_transaction_that_is_not_committed_leaves_the_store_as_it_was()
    {
        await _folder.CreateAsync(StoreFolder.Draft("web01"));
        byte[] before = await File.ReadAllBytesAsync(_folder.Path);

        await using (TicketStore store = await _folder.OpenAsync())
        {
            await using TicketTransaction transaction = await store.BeginAsync(CancellationToken.None);
            await transaction.CreateAsync(StoreFolder.Draft("web02"), StoreFolder.Now, CancellationToken.None);
            (await transaction.FindAsync(TicketQuery.All, CancellationToken.None)).Count.ShouldBe(2);
        }

        (await File.ReadAllBytesAsync(_folder.Path)).ShouldBe(before);
        Directory.GetFiles(Path.GetDirectoryName(_folder.Path)!).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Updating_keeps_the_key_and_the_number_and_replaces_aliases_and_units()
    {
        StoredTicket first = await _folder.CreateAsync(StoreFolder.Draft("web01", "CVE-2020-0001"));
        TicketDraft wider = StoreFolder.Draft("web01", "CVE-2020-0001", "CVE-2020-0002") with
        {
            Key = "sa1-other", Alias = ["web01", "web01.corp.example"],
        };

        await using TicketStore store = await _folder.OpenAsync();
        await using (TicketTransaction transaction = await store.BeginAsync(CancellationToken.None))
        {
            await transaction.UpdateAsync(first.Id, wider, StoreFolder.Now.AddDays(1), CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        StoredTicket read = (await _folder.FindAsync(new TicketQuery { Alias = ["web01.corp.example"], CveId = ["cve-2020-0002"] }))
            .ShouldHaveSingleItem();
        read.Number.ShouldBe(first.Number);
        read.Draft.Key.ShouldBe("sa1-web01");
        read.CreatedAt.ShouldBe(StoreFolder.Now);
        read.UpdatedAt.ShouldBe(StoreFolder.Now.AddDays(1));
    }

    [Fact]
    public async Task Closing_keeps_the_reason_and_a_closed_ticket_is_not_changed_again()
    {
        StoredTicket ticket = await _folder.CreateAsync(StoreFolder.Draft("web01", "CVE-2020-0001"));
        await using TicketStore store = await _folder.OpenAsync();
        await using (TicketTransaction transaction = await store.BeginAsync(CancellationToken.None))
        {
            await transaction.CloseAsync(ticket.Id, "patched", TicketResolution.Fixed, StoreFolder.Now.AddDays(2), CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        StoredTicket closed = (await _folder.FindAsync(new TicketQuery { State = [TicketState.Closed] })).ShouldHaveSingleItem();
        closed.CloseReason.ShouldBe("patched");
        closed.Resolution.ShouldBe(TicketResolution.Fixed);
        closed.ClosedAt.ShouldBe(StoreFolder.Now.AddDays(2));
        (await _folder.FindAsync(new TicketQuery { State = [TicketState.New, TicketState.InProgress] })).ShouldBeEmpty();

        await using TicketTransaction second = await store.BeginAsync(CancellationToken.None);
        FailureException failure = await Should.ThrowAsync<FailureException>(() =>
            second.CloseAsync(ticket.Id, "again", TicketResolution.Other, StoreFolder.Now, CancellationToken.None));
        failure.Id.ShouldBe(FailureId.TicketClosed);
        failure.Message.ShouldContain("SA-1");
    }

    [Theory]
    [InlineData("7")]
    [InlineData("SA-1")]
    [InlineData("")]
    public async Task Changing_a_ticket_that_is_not_there_says_so(string id)
    {
        await _folder.CreateAsync(StoreFolder.Draft());
        await using TicketStore store = await _folder.OpenAsync();
        await using TicketTransaction transaction = await store.BeginAsync(CancellationToken.None);

        FailureException failure = await Should.ThrowAsync<FailureException>(() =>
            transaction.UpdateAsync(id, StoreFolder.Draft(), StoreFolder.Now, CancellationToken.None));

        failure.Id.ShouldBe(FailureId.TicketNotFound);
        failure.Message.ShouldContain(_folder.Path);
    }

    [Fact]
    public async Task One_key_is_never_given_to_two_tickets()
    {
        await _folder.CreateAsync(StoreFolder.Draft("web01"));

        await Should.ThrowAsync<ArgumentException>(() => _folder.CreateAsync(StoreFolder.Draft("web01")));

        (await _folder.FindAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Numbers_are_not_given_twice()
    {
        (await _folder.CreateAsync(StoreFolder.Draft("a"))).Number.ShouldBe("SA-1");
        (await _folder.CreateAsync(StoreFolder.Draft("b"))).Number.ShouldBe("SA-2");
        (await _folder.CreateAsync(StoreFolder.Draft("c"))).Id.ShouldBe("3");
    }

    [Fact]
    public async Task A_store_keeps_its_own_name_and_another_store_has_another()
    {
        using StoreFolder other = new();
        await _folder.CreateAsync(StoreFolder.Draft("a"));
        await other.CreateAsync(StoreFolder.Draft("a"));

        await using TicketStore store = await _folder.OpenAsync();
        await using TicketStore again = await _folder.OpenAsync();
        await using TicketStore second = await other.OpenAsync();

        store.Instance.ShouldNotBeEmpty();
        again.Instance.ShouldBe(store.Instance);
        (second.Instance == store.Instance).ShouldBeFalse();
    }

    [Fact]
    public async Task Times_are_kept_in_UTC()
    {
        await using TicketStore store = await _folder.OpenAsync();
        await using (TicketTransaction transaction = await store.BeginAsync(CancellationToken.None))
        {
            await transaction.CreateAsync(
                StoreFolder.Draft(), new DateTimeOffset(2026, 3, 4, 7, 6, 7, TimeSpan.FromHours(2)), CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        DateTimeOffset created = (await _folder.FindAsync()).Single().CreatedAt;
        created.Offset.ShouldBe(TimeSpan.Zero);
        created.ShouldBe(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);
}
