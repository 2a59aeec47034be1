using Microsoft.Data.Sqlite;

namespace SecAutomation.Storage;

/// <summary>The local ticket store: one SQLite file.</summary>
/// <remarks>
/// The file is opened for each call and never kept open. It uses SQLite's rollback journal and not its write-ahead log,
/// so that it is one file, can be read where nothing may be written, and works on a network share.
/// Failures: <see cref="FailureId.StoreCorrupt"/>, <see cref="FailureId.StoreTooNew"/>, <see cref="FailureId.StoreNotWritable"/>,
/// <see cref="FailureId.StoreBusy"/>, <see cref="FailureId.StoreFull"/>; a write that failed left the store as it was.
/// </remarks>
public sealed class TicketStore : IAsyncDisposable
{
    private readonly TicketStoreOptions _options;

    private TicketStore(string path, TicketStoreOptions options)
    {
        Path = path;
        _options = options;
    }

    /// <summary>The store of this user: <c>SecAutomation/tickets.db</c> in the data folder that the platform has for users.</summary>
    public static string DefaultPath => StoreFile.DefaultPath(
        Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <summary>The store's own name, for <c>PlanOptions.Instance</c>; empty while there is no file yet.</summary>
    public string Instance { get; private set; } = "";

    /// <summary>Opens a store. A file that is not there is no failure and is not made: the first transaction makes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is used.</param>
    /// <param name="cancellationToken">Stops waiting for another run.</param>
    /// <returns>The store.</returns>
    public static async Task<TicketStore> OpenAsync(
        string path, TicketStoreOptions options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        TicketStore store = new(System.IO.Path.GetFullPath(path), options);
        store.Instance = await store.ReadAsync(
            connection =>
            {
                Verify(connection, store.Path, options);
                return TicketReader.Instance(connection, store.Path);
            },
            "",
            cancellationToken).ConfigureAwait(false);
        return store;
    }

    /// <summary>Reads tickets, in the order of their numbers. Works where nothing may be written, and makes no file.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The tickets.</returns>
    public Task<IReadOnlyList<StoredTicket>> FindAsync(TicketQuery query, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<StoredTicket>>(
            connection => TicketReader.Find(connection, Path, query, cancellationToken), [], cancellationToken);

    /// <summary>Begins a transaction: until it ends, this run alone writes to the store. Makes the file where it is absent.</summary>
    /// <param name="cancellationToken">Stops waiting for another run.</param>
    /// <returns>The transaction; disposed without <see cref="TicketTransaction.CommitAsync"/>, it leaves the store as it was.</returns>
    public async Task<TicketTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        FileSizeSignal.Answer();
        if (!StoreFile.Exists(Path))
        {
            StoreFile.Create(Path);
        }

        StoreConnection? connection = null;
        try
        {
            (connection, _) = await StoreConnection
                .OpenAsync(Path, _options, SqliteOpenMode.ReadWrite, cancellationToken).ConfigureAwait(false);
            await connection.RunAsync("BEGIN IMMEDIATE", cancellationToken).ConfigureAwait(false);

            // Recognised again, now that nobody else can write: two runs may both have met a new file.
            int version = StoreSchema.Recognise(connection.Sqlite, Path);
            if (version < StoreSchema.Version)
            {
                StoreSchema.Upgrade(connection.Sqlite, version);
            }

            Instance = TicketReader.Instance(connection.Sqlite, Path);
            TicketTransaction transaction = new(connection, Instance);
            connection = null;
            return transaction;
        }
        catch (SqliteException exception)
        {
            throw StoreFailure.Translate(exception, Path);
        }
        finally
        {
            connection?.Dispose();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, T whereAbsent, CancellationToken cancellationToken)
    {
        if (!StoreFile.Exists(Path))
        {
            return whereAbsent;
        }

        try
        {
            return await ReadAsync(SqliteOpenMode.ReadOnly, read, whereAbsent, cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException exception) when (StoreFailure.NeedsRecovery(exception))
        {
            // A run was killed while it wrote: opened for writing, SQLite rolls its half transaction back.
            return await ReadAsync(SqliteOpenMode.ReadWrite, read, whereAbsent, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<T> ReadAsync<T>(
        SqliteOpenMode mode, Func<SqliteConnection, T> read, T whereAbsent, CancellationToken cancellationToken)
    {
        try
        {
            (StoreConnection connection, int version) =
                await StoreConnection.OpenAsync(Path, _options, mode, cancellationToken).ConfigureAwait(false);
            using (connection)
            {
                return version == 0
                    ? whereAbsent
                    : await connection.RunAsync(read, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (SqliteException exception) when (mode == SqliteOpenMode.ReadWrite || !StoreFailure.NeedsRecovery(exception))
        {
            throw StoreFailure.Translate(exception, Path);
        }
    }

    private static void Verify(SqliteConnection connection, string path, TicketStoreOptions options)
    {
        if (new FileInfo(path).Length > options.VerifiedSize)
        {
            return;
        }

        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(1)";
        if (command.ExecuteScalar() is not "ok" and var what)
        {
            throw StoreFailure.IsCorrupt(path, $"{what}".ReplaceLineEndings(" "));
        }
    }
}
