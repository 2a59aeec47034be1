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

    // A statement over 100,000 tickets takes a while on a small server; one that waits for another run is ended by the server much earlier.
    private static readonly TimeSpan s_longestStatement = TimeSpan.FromMinutes(10);

    private readonly NpgsqlDataSource _source;
    private readonly string _settings;

    public PostgresLedger(LedgerServer server, TimeSpan busyWait)
    {
        NpgsqlDataSourceBuilder builder = new();
        NpgsqlConnectionStringBuilder text = builder.ConnectionStringBuilder;
        (text.Host, text.Port, text.Database, text.Username, text.Password) = (server.Host, server.Port, server.Database, server.UserName, server.Password);
        text.SslMode = server.RequiresTls ? SslMode.VerifyFull : SslMode.Prefer;
        text.SearchPath = server.Schema;
        text.ApplicationName = "SecAutomation";
        text.CommandTimeout = (int)Math.Max(s_longestStatement.TotalSeconds, 2 * busyWait.TotalSeconds);
        text.Pooling = false;
        text.TcpKeepAlive = true;
        if (server.Authority.Count > 0)
            builder.UseRootCertificates([.. server.Authority]);

        _source = builder.Build();
        // An intent that a crash of the server takes back would be a second request: every commit reaches its disk, whatever the server's default is.
        _settings = string.Create(CultureInfo.InvariantCulture, $"""
            SELECT set_config('lock_timeout', '{Math.Max(1, (long)busyWait.TotalMilliseconds)}', false);
            SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
            """);
        Location = server.ToString();
    }

    public override string Location { get; }

    public override string TakeFree => " FOR UPDATE SKIP LOCKED";

    public override string In(string column, string parameter) =>
        $"{column} IN (SELECT json_array_elements_text(CAST({parameter} AS json)))";

    // An array is looked up in the index, however little the server knows of a table that has just grown; of a subquery it reads the whole table.
    public override string InFew(string column, string parameter) =>
        $"{column} = ANY (ARRAY(SELECT json_array_elements_text(CAST({parameter} AS json))))";

    protected override string ElementColumn => "element";

    protected override string Elements(string parameter) => $"json_array_elements(CAST({parameter} AS json)) AS elements(element)";

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await RunAsync(connection, null, _settings, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What the server says, without making or changing anything.</summary>
    public async Task<LedgerServerFacts> InspectAsync(CancellationToken cancellationToken)
    {
        DbConnection connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            DbCommand command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.CommandText = """
                    SELECT current_setting('server_version'), current_user::text, current_schema()::text,
                        (SELECT version || ', ' || cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl), now(),
                        COALESCE(has_schema_privilege(current_schema()::text, 'CREATE'), false), to_regclass('ledger_version') IS NOT NULL,
                        (SELECT bool_and(has_table_privilege(t.oid, 'SELECT') AND has_table_privilege(t.oid, 'INSERT') AND has_table_privilege(t.oid, 'UPDATE') AND has_table_privilege(t.oid, 'DELETE'))
                         FROM unnest(ARRAY['ledger_version', 'run', 'entry', 'ticket', 'alias', 'unit', 'intent', 'sighting']) name, to_regclass(name) t(oid) WHERE t.oid IS NOT NULL)
                    """;
                DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                LedgerServerFacts facts;
                bool isThere;
                await using (reader.ConfigureAwait(false))
                {
                    await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                    isThere = reader.GetBoolean(6);
                    facts = new LedgerServerFacts(
                        reader.GetString(0), reader.GetString(1), Text(reader, 2), Text(reader, 3), new DateTimeOffset(reader.GetFieldValue<DateTime>(4)),
                        reader.GetBoolean(5), isThere ? !reader.IsDBNull(7) && reader.GetBoolean(7) : null, null, LedgerSchema.Version);
                }

                return isThere && facts.MayWrite == true
                    ? facts with { LedgerVersion = await RunAsync(connection, null, "SELECT COALESCE(MAX(version), 0) FROM ledger_version", cancellationToken).ConfigureAwait(false) as int? }
                    : facts;
            }
        }
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public override async Task<DbTransaction> BeginAsync(DbConnection connection, bool isDurable, CancellationToken cancellationToken)
    {
        DbTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        if (!isDurable)
            await RunAsync(connection, transaction, "SET LOCAL synchronous_commit = off", cancellationToken).ConfigureAwait(false);

        return transaction;
    }

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

    private static async Task<object?> RunAsync(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken cancellationToken)
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
