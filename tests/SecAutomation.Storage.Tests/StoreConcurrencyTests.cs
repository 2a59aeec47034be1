namespace SecAutomation.Storage.Tests;

public sealed class StoreConcurrencyTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Eight_threads_at_once_make_one_ticket()
    {
        bool[] created = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await using TicketStore store = await _folder.OpenAsync();
            return await Program.CreateMissingAsync(store, "web01");
        })));

        created.Count(one => one).ShouldBe(1);
        (await _folder.FindAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Three_processes_at_once_on_a_new_store_make_each_ticket_once()
    {
        using StoreProcess first = StoreProcess.Start("create", _folder.Path);
        using StoreProcess second = StoreProcess.Start("create", _folder.Path);
        using StoreProcess third = StoreProcess.Start("create", _folder.Path);

        string[][] lines = await Task.WhenAll(first.ReadToEndAsync(), second.ReadToEndAsync(), third.ReadToEndAsync());

        lines.Sum(line => int.Parse(line.ShouldHaveSingleItem().Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(20);
        (await _folder.FindAsync()).Select(ticket => ticket.Draft.Alias.Single()).Distinct(StringComparer.Ordinal).Count().ShouldBe(20);
    }

    [Fact]
    public async Task A_run_that_is_killed_while_it_writes_leaves_the_store_as_it_was()
    {
        StoredTicket before = await _folder.CreateAsync(StoreFolder.Draft("web01", "CVE-2021-44228"));
        using (StoreProcess other = StoreProcess.Start("hang", _folder.Path))
        {
            (await other.ReadLineAsync()).ShouldBe("written");
            await other.KillAsync();
        }

        File.Exists($"{_folder.Path}-journal").ShouldBeTrue();
        StoredTicket read = (await _folder.FindAsync()).ShouldHaveSingleItem();

        read.Draft.Key.ShouldBe(before.Draft.Key);
        (await _folder.CreateAsync(StoreFolder.Draft("web02"))).Number.ShouldBe("SA-2");
    }

    [Fact]
    public async Task A_run_that_waits_too_long_says_so_and_writes_nothing()
    {
        await using TicketStore store = await _folder.OpenAsync();
        await using TicketTransaction holding = await store.BeginAsync(CancellationToken.None);
        await using TicketStore waiting = await _folder.OpenAsync(new TicketStoreOptions { BusyWait = TimeSpan.FromMilliseconds(100) });

        FailureException failure = await Should.ThrowAsync<FailureException>(() => waiting.BeginAsync(CancellationToken.None));

        failure.Id.ShouldBe(FailureId.StoreBusy);
        failure.Message.ShouldContain(_folder.Path);
        failure.Message.ShouldContain("Nothing was written");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reading_beside_a_transaction_does_not_let_another_process_in(bool isNew)
    {
        if (!isNew)
        {
            await _folder.CreateAsync(StoreFolder.Draft("web01"));
        }

        await using TicketStore store = await _folder.OpenAsync();
        await using TicketTransaction holding = await store.BeginAsync(CancellationToken.None);
        await _folder.FindAsync();
        await using TicketStore waiting = await _folder.OpenAsync(new TicketStoreOptions { BusyWait = TimeSpan.Zero });
        await Should.ThrowAsync<FailureException>(() => waiting.BeginAsync(CancellationToken.None));

        using StoreProcess other = StoreProcess.Start("try", _folder.Path);

        (await other.ReadToEndAsync()).ShouldHaveSingleItem().ShouldStartWith("StoreBusy ");
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        await using TicketStore store = await _folder.OpenAsync();
        await using TicketTransaction holding = await store.BeginAsync(CancellationToken.None);
        using CancellationTokenSource cancel = new(TimeSpan.FromMilliseconds(100));

        await Should.ThrowAsync<OperationCanceledException>(() => store.BeginAsync(cancel.Token));
    }

    [Fact]
    public async Task Reading_goes_on_while_another_run_writes()
    {
        await _folder.CreateAsync(StoreFolder.Draft("web01"));
        await using TicketStore store = await _folder.OpenAsync();
        await using TicketTransaction transaction = await store.BeginAsync(CancellationToken.None);
        await transaction.CreateAsync(StoreFolder.Draft("web02"), StoreFolder.Now, CancellationToken.None);

        (await _folder.FindAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_reader_in_the_middle_of_reading_makes_the_writer_wait_and_not_fail()
    {
        await _folder.CreateAsync(StoreFolder.Draft("web01"));
        await using TicketStore store = await _folder.OpenAsync();
        using (Microsoft.Data.Sqlite.SqliteConnection reader = new($"Data Source={_folder.Path};Pooling=false"))
        {
            reader.Open();
            using Microsoft.Data.Sqlite.SqliteTransaction reading = reader.BeginTransaction(deferred: true);
            using (Microsoft.Data.Sqlite.SqliteCommand command = reader.CreateCommand())
            {
                command.CommandText = "SELECT count(*) FROM ticket";
                command.ExecuteScalar();
            }

            await using TicketTransaction transaction = await store.BeginAsync(CancellationToken.None);
            await transaction.CreateAsync(StoreFolder.Draft("web02"), StoreFolder.Now, CancellationToken.None);
            Task commit = Task.Run(() => transaction.CommitAsync(CancellationToken.None));
            await Task.Delay(200);
            commit.IsCompleted.ShouldBeFalse();
            reading.Rollback();
            reader.Close();
            await commit;
        }

        (await _folder.FindAsync()).Count.ShouldBe(2);
    }
}
