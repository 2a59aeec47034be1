using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SecAutomation.Storage.Ledger;

/// <summary>A ledger in a file, for one machine.</summary>
internal sealed class SqliteLedger(string path, TimeSpan busyWait) : LedgerDatabase
{
    // "SecL" in the header of the file.
    private const int ApplicationId = 0x5365634C;

    private const string Durable = "PRAGMA synchronous = FULL";

    private bool _isDurable;

    public override string Location => path;

    public override string TakeFree => "";

    public override string In(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";

    protected override string ElementColumn => "value";

    protected override string Elements(string parameter) => $"json_each({parameter})";

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (!StoreFile.Exists(path))
            StoreFile.Create(path);

        FileSizeSignal.Answer();
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = (int)Math.Max(1, busyWait.TotalSeconds),
        }.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            long application = await NumberAsync(connection, "PRAGMA application_id", cancellationToken).ConfigureAwait(false);
            long tables = await NumberAsync(connection, "SELECT count(*) FROM sqlite_master", cancellationToken).ConfigureAwait(false);
            if (application != ApplicationId && tables > 0)
                throw LedgerFailure.IsForeign(path);

            // An intent that a power cut takes back would be a second request: every commit reaches the disk.
            await NumberAsync(connection, "PRAGMA journal_mode = WAL", cancellationToken).ConfigureAwait(false);
            await NumberAsync(connection, Durable, cancellationToken).ConfigureAwait(false);
            _isDurable = true;
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Immediate: a transaction that begins by reading could not become one that writes while another writes.
    public override async Task<DbTransaction> BeginAsync(DbConnection connection, bool isDurable, CancellationToken cancellationToken)
    {
        if (_isDurable != isDurable)
        {
            await NumberAsync(connection, isDurable ? Durable : "PRAGMA synchronous = NORMAL", cancellationToken).ConfigureAwait(false);
            _isDurable = isDurable;
        }

        return ((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: false);
    }

    public override async Task<int> RecogniseAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken) =>
        (int)await NumberAsync(connection, "PRAGMA user_version", cancellationToken, transaction).ConfigureAwait(false);

    public override async Task StampAsync(DbConnection connection, DbTransaction transaction, int version, CancellationToken cancellationToken)
    {
        await NumberAsync(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"), cancellationToken, transaction).ConfigureAwait(false);
        await NumberAsync(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}"), cancellationToken, transaction).ConfigureAwait(false);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<long> NumberAsync(
        DbConnection connection, string sql, CancellationToken cancellationToken, DbTransaction? transaction = null)
    {
        DbCommand command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
#pragma warning disable CA2100 // Every text that comes here is made of constants of this assembly.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.Transaction = transaction;
            object? value = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            return value is long number ? number : 0;
        }
    }
}
