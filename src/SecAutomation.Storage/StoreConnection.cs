using Microsoft.Data.Sqlite;

namespace SecAutomation.Storage;

/// <summary>One connection to the file, waiting for other runs in a way that can be cancelled.</summary>
internal sealed class StoreConnection : IDisposable
{
    // SQLite's own wait sleeps and cannot be cancelled: it gets one second at a time.
    private const int OwnWaitSeconds = 1;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly TicketStoreOptions _options;

    private StoreConnection(SqliteConnection sqlite, string path, TicketStoreOptions options)
    {
        Sqlite = sqlite;
        Path = path;
        _options = options;
    }

    public SqliteConnection Sqlite { get; }

    public string Path { get; }

    /// <summary>Opens the file and recognises it.</summary>
    public static async Task<(StoreConnection Connection, int Version)> OpenAsync(
        string path, TicketStoreOptions options, SqliteOpenMode mode, CancellationToken cancellationToken)
    {
        // One open costs 2 ms; a pool would keep the file open after the cmdlet has ended.
        string text = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = OwnWaitSeconds,
        }.ToString();
        StoreConnection connection = new(new SqliteConnection(text), path, options);
        try
        {
            int version = await connection.RunAsync(
                sqlite =>
                {
                    if (sqlite.State != System.Data.ConnectionState.Open)
                    {
                        sqlite.Open();
                    }

                    return StoreSchema.Recognise(sqlite, path);
                },
                cancellationToken).ConfigureAwait(false);
            return (connection, version);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs one step, and again while another run holds the store.</summary>
    public async Task<T> RunAsync<T>(Func<SqliteConnection, T> step, CancellationToken cancellationToken)
    {
        long start = _options.Time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return step(Sqlite);
            }
            catch (SqliteException exception) when (StoreFailure.IsBusy(exception))
            {
                TimeSpan waited = _options.Time.GetElapsedTime(start);
                if (waited >= _options.BusyWait)
                {
                    throw StoreFailure.WasBusy(Path, waited, exception);
                }
            }

            await Task.Delay(s_pause, _options.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task RunAsync(string sql, CancellationToken cancellationToken) => RunAsync(
        sqlite =>
        {
            StoreSchema.Execute(sqlite, sql);
            return true;
        },
        cancellationToken);

    public void Dispose() => Sqlite.Dispose();
}
