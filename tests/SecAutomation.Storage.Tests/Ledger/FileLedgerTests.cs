using Microsoft.Data.Sqlite;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Storage.Tests.Ledger;

public sealed class FileLedgerTests : LedgerTests
{
    private readonly StoreFolder _folder = new();

    private string Path => TicketLedger.BesideStore(_folder.Path);

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_file_stands_beside_the_tickets_and_is_readable_by_its_owner_alone()
    {
        await using TicketLedger ledger = await OpenAsync(Options);

        ledger.Location.ShouldEndWith("tickets-ledger.db");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(ledger.Location).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_ledger_of_a_newer_version_is_refused_and_stays_as_it_is()
    {
        await (await OpenAsync(Options)).DisposeAsync();
        Execute("PRAGMA user_version = 99");

        FailureException failure = await Should.ThrowAsync<FailureException>(() => OpenAsync(Options));

        failure.Id.ShouldBe(FailureId.StoreTooNew);
        failure.Message.ShouldContain("version 99");
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused_and_stays_as_it_is()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        Execute("CREATE TABLE mine(x)");

        (await Should.ThrowAsync<FailureException>(() => OpenAsync(Options))).Id.ShouldBe(FailureId.StoreCorrupt);
    }

    [Fact]
    public async Task A_damaged_file_is_said_to_be_damaged_with_the_way_to_rebuild_it()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        await File.WriteAllBytesAsync(Path, [.. Enumerable.Repeat((byte)7, 4096)], TestContext.Current.CancellationToken);

        FailureException failure = await Should.ThrowAsync<FailureException>(() => OpenAsync(Options));

        failure.Id.ShouldBe(FailureId.StoreCorrupt);
        failure.Message.ShouldContain("Repair-RemediationLedger");
    }

    protected override Task MakeFirstVersionAsync(string statements)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        Execute($"{statements} PRAGMA application_id = {0x5365634C}; PRAGMA user_version = 1");
        return Task.CompletedTask;
    }

    protected override Task<TicketLedger> OpenAsync(LedgerOptions options) => TicketLedger.OpenFileAsync(Path, options, CancellationToken.None);

    private void Execute(string sql)
    {
        using SqliteConnection connection = new($"Data Source={Path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
