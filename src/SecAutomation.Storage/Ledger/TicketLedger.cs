using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace SecAutomation.Storage.Ledger;

/// <summary>
/// What the module remembers of its runs and of the tickets of a tracker: intents before a request leaves, what became of them,
/// who holds what, and every send and skip with its reason. It is a memory and no truth: lost, it is rebuilt from the tickets.
/// </summary>
/// <remarks>
/// In a file for one machine, in PostgreSQL for several. All members may be called at once; each is one transaction, which
/// is on the disk when the member returns, where it does not say otherwise. Failures: <see cref="FailureId.StoreBusy"/>, <see cref="FailureId.StoreCorrupt"/>,
/// <see cref="FailureId.StoreFull"/>, <see cref="FailureId.StoreNotWritable"/>, <see cref="FailureId.StoreTooNew"/>, and of a
/// server <see cref="FailureId.ConnectionFailed"/>, <see cref="FailureId.CredentialRefused"/> and <see cref="FailureId.PermissionMissing"/>.
/// </remarks>
public sealed partial class TicketLedger : IAsyncDisposable
{
    private const int MostAttempts = 5;

    private readonly LedgerDatabase _database;
    private readonly LedgerOptions _options;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private DbConnection? _connection;

    private TicketLedger(LedgerDatabase database, LedgerOptions options) => (_database, _options) = (database, options);

    /// <summary>Where it is, without a secret.</summary>
    public string Location => _database.Location;

    /// <summary>The file of the ledger that belongs to a file of tickets: <c>tickets.db</c> has <c>tickets-ledger.db</c> beside it.</summary>
    /// <param name="store">The path of the ticket store.</param>
    /// <returns>The path of the ledger.</returns>
    public static string BesideStore(string store) => Path.Combine(
        Path.GetDirectoryName(Path.GetFullPath(store))!,
        $"{Path.GetFileNameWithoutExtension(store)}-ledger{Path.GetExtension(store)}");

    /// <summary>Opens a ledger in a file; it is made, or brought to the newest version, where needed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is used.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The ledger.</returns>
    public static Task<TicketLedger> OpenFileAsync(string path, LedgerOptions options, CancellationToken cancellationToken) =>
        OpenAsync(new TicketLedger(new SqliteLedger(Path.GetFullPath(path), options.BusyWait), options), cancellationToken);

    /// <summary>Opens a ledger in a PostgreSQL database; its tables are made, or brought to the newest version, where needed.</summary>
    /// <param name="server">Where, and who asks.</param>
    /// <param name="options">How it is used.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The ledger.</returns>
    public static Task<TicketLedger> OpenServerAsync(LedgerServer server, LedgerOptions options, CancellationToken cancellationToken) =>
        OpenAsync(new TicketLedger(new PostgresLedger(server, options.BusyWait), options), cancellationToken);

    /// <summary>Asks a PostgreSQL server about itself and its ledger. Nothing is made or changed.</summary>
    /// <param name="server">Where, and who asks.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="FailureException">It cannot be reached, shows no certificate that is trusted, or does not take the credential.</exception>
    public static async Task<LedgerServerFacts> InspectServerAsync(LedgerServer server, CancellationToken cancellationToken)
    {
        PostgresLedger database = new(server, new LedgerOptions().BusyWait);
        await using (database.ConfigureAwait(false))
        {
            try
            {
                return await database.InspectAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (DbException exception)
            {
                throw LedgerFailure.Translate(exception, database.Location);
            }
        }
    }

    /// <summary>Closes it.</summary>
    /// <returns>Done when the connection is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync().ConfigureAwait(false);

        await _database.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private static async Task<TicketLedger> OpenAsync(TicketLedger ledger, CancellationToken cancellationToken)
    {
        try
        {
            await ledger.RunAsync(
                async command =>
                {
                    DbTransaction transaction = command.Transaction;
                    int version = await ledger._database.RecogniseAsync(ledger._connection!, transaction, cancellationToken).ConfigureAwait(false);
                    if (version > LedgerSchema.Version)
                        throw LedgerFailure.IsTooNew(ledger.Location, version, LedgerSchema.Version);

                    for (int step = version; step < LedgerSchema.Version; step++)
                        await command.Statements.RunAsync(LedgerSchema.Steps[step]).ConfigureAwait(false);

                    if (version < LedgerSchema.Version)
                        await ledger._database.StampAsync(ledger._connection!, transaction, LedgerSchema.Version, cancellationToken).ConfigureAwait(false);

                    return true;
                },
                cancellationToken).ConfigureAwait(false);
            return ledger;
        }
        catch
        {
            await ledger.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private Task<T> WorkAsync<T>(Func<LedgerCommand, Task<T>> work, CancellationToken cancellationToken, bool isDurable = true) =>
        RunAsync(turn => work(turn.Statements), cancellationToken, isDurable);

    private async Task<T> RunAsync<T>(
        Func<(LedgerCommand Statements, DbTransaction Transaction), Task<T>> work, CancellationToken cancellationToken, bool isDurable = true)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    return await RunOnceAsync(work, isDurable, cancellationToken).ConfigureAwait(false);
                }
                catch (DbException exception) when (attempt < MostAttempts && exception.IsTransient && _connection?.State == System.Data.ConnectionState.Open)
                {
                    // Two transactions met, and the database sent one of them back: nothing of it was done.
                }
            }
        }
        catch (DbException exception)
        {
            // A connection that broke is not asked again; the next call opens another one.
            if (_connection is { State: not System.Data.ConnectionState.Open } broken)
            {
                _connection = null;
                await broken.DisposeAsync().ConfigureAwait(false);
            }

            throw LedgerFailure.Translate(exception, Location);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<T> RunOnceAsync<T>(
        Func<(LedgerCommand Statements, DbTransaction Transaction), Task<T>> work, bool isDurable, CancellationToken cancellationToken)
    {
        _connection ??= await _database.OpenAsync(cancellationToken).ConfigureAwait(false);
        DbTransaction transaction = await _database.BeginAsync(_connection, isDurable, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            T result = await work((new LedgerCommand(_connection, transaction, cancellationToken), transaction)).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return result;
        }
    }

    private long Now => ToNumber(_options.Time.GetUtcNow());

    private long LeaseEnd => ToNumber(_options.Time.GetUtcNow() + _options.Lease);

    private static long ToNumber(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static DateTimeOffset ToTime(object value) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value, CultureInfo.InvariantCulture));

    private static string List(IEnumerable<string> texts) => JsonSerializer.Serialize(texts);

    private static string Rows(IEnumerable<string?[]> rows) => JsonSerializer.Serialize(rows);

    private static string ToText(long number) => number.ToString(CultureInfo.InvariantCulture);
}
