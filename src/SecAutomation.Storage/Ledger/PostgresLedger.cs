using System.Data;
using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace SecAutomation.Storage.Ledger;

/// <summary>A ledger in a PostgreSQL database, for machines that work together.</summary>
internal sealed class PostgresLedger : LedgerDatabase
{
    // Any number of our own: two machines must not build the tables at once.
    private const long BuildLock = 0x5365634C;

    private readonly string _connection;

    public PostgresLedger(string connectionString, TimeSpan busyWait)
    {
        NpgsqlConnectionStringBuilder builder = new(connectionString)
        {
            ApplicationName = "SecAutomation",
            CommandTimeout = (int)Math.Max(1, busyWait.TotalSeconds),
        };
        _connection = builder.ToString();
        Location = string.Create(CultureInfo.InvariantCulture, $"postgresql://{builder.Host}:{builder.Port}/{builder.Database}");
    }

    public override string Location { get; }

    public override string TakeFree => " FOR UPDATE SKIP LOCKED";

    public override string In(string column, string parameter) =>
        $"{column} IN (SELECT jsonb_array_elements_text(CAST({parameter} AS jsonb)))";

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = new(_connection);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);

    public override async Task<int> RecogniseAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await RunAsync(connection, transaction, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({BuildLock})"), cancellationToken).ConfigureAwait(false);
        await RunAsync(connection, transaction, "CREATE TABLE IF NOT EXISTS ledger_version(version INTEGER NOT NULL)", cancellationToken).ConfigureAwait(false);
        return await RunAsync(connection, transaction, "SELECT COALESCE(MAX(version), 0) FROM ledger_version", cancellationToken).ConfigureAwait(false) is int version
            ? version
            : 0;
    }

    public override async Task StampAsync(DbConnection connection, DbTransaction transaction, int version, CancellationToken cancellationToken)
    {
        await RunAsync(connection, transaction, "DELETE FROM ledger_version", cancellationToken).ConfigureAwait(false);
        await RunAsync(connection, transaction, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO ledger_version VALUES({version})"), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<object?> RunAsync(DbConnection connection, DbTransaction transaction, string sql, CancellationToken cancellationToken)
    {
        DbCommand command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
#pragma warning disable CA2100 // Every text that comes here is made of constants of this assembly.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.Transaction = transaction;
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
