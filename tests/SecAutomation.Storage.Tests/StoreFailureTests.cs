using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace SecAutomation.Storage.Tests;

public sealed partial class StoreFailureTests : IDisposable
{
    private const int Nobody = 65534;

    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_database_of_another_program_is_no_ticket_store_and_is_not_touched()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.Path)!);
        Execute("CREATE TABLE contacts(name TEXT)");
        byte[] before = await File.ReadAllBytesAsync(_folder.Path);

        await FailsAsync(FailureId.StoreCorrupt, "database of another program");

        (await File.ReadAllBytesAsync(_folder.Path)).ShouldBe(before);
    }

    [Theory]
    [InlineData("just some text, and long enough to be taken for a header of a hundred bytes or more, which it is not at all")]
    [InlineData("x")]
    public async Task A_file_of_another_kind_is_no_ticket_store(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.Path)!);
        await File.WriteAllTextAsync(_folder.Path, content);

        await FailsAsync(FailureId.StoreCorrupt, _folder.Path);

        (await File.ReadAllTextAsync(_folder.Path)).ShouldBe(content);
    }

    [Fact]
    public async Task A_folder_is_no_ticket_store()
    {
        Directory.CreateDirectory(_folder.Path);

        await FailsAsync(FailureId.StoreCorrupt, "it is a folder");
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_left_alone()
    {
        await _folder.CreateAsync(StoreFolder.Draft());
        Execute("PRAGMA user_version = 99");

        await FailsAsync(FailureId.StoreTooNew, "has version 99");
    }

    [Fact]
    public async Task A_store_that_was_cut_short_is_damaged()
    {
        await _folder.CreateAsync(StoreFolder.Draft("web01", "CVE-2021-44228"));
        using (FileStream file = new(_folder.Path, FileMode.Open))
        {
            file.SetLength(file.Length / 2);
        }

        await FailsAsync(FailureId.StoreCorrupt, "Restore the file from a backup");
    }

    [Fact]
    public async Task A_ticket_that_was_changed_behind_our_back_is_damaged_even_where_the_database_is_whole()
    {
        await _folder.CreateAsync(StoreFolder.Draft("web01", "CVE-2021-44228"));
        Execute("UPDATE ticket SET document = replace(document, 'web01', 'web02')");

        FailureException failure = await Should.ThrowAsync<FailureException>(() => _folder.FindAsync());
        failure.Id.ShouldBe(FailureId.StoreCorrupt);
        failure.Message.ShouldContain("ticket SA-1 is not as it was written");
    }

    [Fact]
    public async Task An_empty_file_is_a_store_that_holds_nothing_yet()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.Path)!);
        await File.WriteAllBytesAsync(_folder.Path, []);

        (await _folder.FindAsync()).ShouldBeEmpty();
        (await _folder.CreateAsync(StoreFolder.Draft())).Number.ShouldBe("SA-1");
    }

    [Fact]
    public async Task A_file_and_its_folder_are_for_their_owner_alone()
    {
        await _folder.CreateAsync(StoreFolder.Draft());

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_folder.Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Path.GetDirectoryName(_folder.Path)!)
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        else
        {
            File.Exists(_folder.Path).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_store_that_may_only_be_read_can_be_read_and_says_so_when_written()
    {
        await _folder.CreateAsync(StoreFolder.Draft());
        await WhereNothingMayBeWrittenAsync(async () =>
        {
            (await _folder.FindAsync()).ShouldHaveSingleItem();
            FailureException failure = await Should.ThrowAsync<FailureException>(() => _folder.CreateAsync(StoreFolder.Draft("web02")));
            failure.Id.ShouldBe(FailureId.StoreNotWritable);
            failure.Message.ShouldContain(_folder.Path);
            failure.Message.ShouldContain("-StorePath");
        });
        (await _folder.FindAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_is_named()
    {
        await WhereNothingMayBeWrittenAsync(async () =>
        {
            (await _folder.FindAsync()).ShouldBeEmpty();
            FailureException failure = await Should.ThrowAsync<FailureException>(() => _folder.CreateAsync(StoreFolder.Draft()));
            failure.Id.ShouldBe(FailureId.StoreNotWritable);
            failure.Message.ShouldContain(_folder.Path);
        });
    }

    [Fact]
    public void The_default_is_in_the_users_data_folder()
    {
        string path = StoreFile.DefaultPath(_ => null, "/people/ada");

        path.ShouldEndWith(Path.Combine("SecAutomation", "tickets.db"));
        if (OperatingSystem.IsLinux())
        {
            path.ShouldBe("/people/ada/.local/share/SecAutomation/tickets.db");
            StoreFile.DefaultPath(name => name == "XDG_DATA_HOME" ? "/data" : null, "/people/ada").ShouldBe("/data/SecAutomation/tickets.db");
            StoreFile.DefaultPath(name => name == "XDG_DATA_HOME" ? "data" : null, "/people/ada").ShouldBe(path);
        }
    }

    private async Task FailsAsync(FailureId id, string message)
    {
        foreach (Func<Task> act in new Func<Task>[] { () => _folder.FindAsync(), () => _folder.CreateAsync(StoreFolder.Draft("other")) })
        {
            FailureException failure = await Should.ThrowAsync<FailureException>(act);
            failure.Id.ShouldBe(id);
            failure.Message.ShouldContain(message);
            failure.Message.ShouldContain(_folder.Path);
        }
    }

    private void Execute(string sql)
    {
        using SqliteConnection connection = new($"Data Source={_folder.Path};Pooling=false");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    // The superuser may write everywhere: on Linux the thread gives that up for its file accesses.
    private async Task WhereNothingMayBeWrittenAsync(Func<Task> act)
    {
        string data = Path.GetDirectoryName(_folder.Path)!;
        string closed = Directory.Exists(data) ? data : _folder.Folder;
        if (OperatingSystem.IsWindows())
        {
            File.SetAttributes(_folder.Path, FileAttributes.ReadOnly);
            await act();
            File.SetAttributes(_folder.Path, FileAttributes.Normal);
            return;
        }

        File.SetUnixFileMode(_folder.Folder, closed == _folder.Folder ? ReadOnlyFolder : ReadOnlyFolder | UnixFileMode.UserWrite);
        File.SetUnixFileMode(closed, ReadOnlyFolder);
        if (File.Exists(_folder.Path))
        {
            File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        Exception? failed = null;
        Thread thread = new(() =>
        {
            try
            {
                if (OperatingSystem.IsLinux())
                {
                    _ = SetFileSystemUser(Nobody);
                }

                act().GetAwaiter().GetResult();
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                failed = exception;
            }
        });
        thread.Start();
        thread.Join();
        File.SetUnixFileMode(_folder.Folder, ReadOnlyFolder | UnixFileMode.UserWrite);
        File.SetUnixFileMode(closed, ReadOnlyFolder | UnixFileMode.UserWrite);
        await Task.FromResult(failed).ContinueWith(one => one.Result.ShouldBeNull(), TaskScheduler.Default);
    }

    private const UnixFileMode ReadOnlyFolder = UnixFileMode.UserRead | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    [LibraryImport("libc", EntryPoint = "setfsuid")]
    private static partial int SetFileSystemUser(int user);
}
