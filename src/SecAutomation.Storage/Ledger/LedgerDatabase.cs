using System.Data.Common;
using System.Globalization;

namespace SecAutomation.Storage.Ledger;

/// <summary>What differs between the databases that keep a ledger.</summary>
internal abstract class LedgerDatabase : IAsyncDisposable
{
    /// <summary>Where it is, for messages; without a secret.</summary>
    public abstract string Location { get; }

    /// <summary>Opens a connection that is ready for use.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Begins a transaction in which this connection alone writes what it reads.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="isDurable">Whether its commit waits for the disk. One that does not outlives a process that is killed, and reaches the disk with the next that waits.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public abstract Task<DbTransaction> BeginAsync(DbConnection connection, bool isDurable, CancellationToken cancellationToken);

    /// <summary>Tells the version: 0 where nothing is there yet.</summary>
    public abstract Task<int> RecogniseAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>Writes the version.</summary>
    public abstract Task StampAsync(DbConnection connection, DbTransaction transaction, int version, CancellationToken cancellationToken);

    /// <summary>The condition that a column is one of a JSON array of texts.</summary>
    public abstract string In(string column, string parameter);

    /// <summary>The same for an array of some hundreds.</summary>
    public virtual string InFew(string column, string parameter) => In(column, parameter);

    /// <summary>The rows of a JSON array of arrays of texts, as a table of the query.</summary>
    /// <param name="parameter">The parameter that holds it.</param>
    /// <param name="columns">The names of the columns, in the order of the inner arrays.</param>
    public string Rows(string parameter, params string[] columns) =>
        $"(SELECT {string.Join(", ", columns.Select((name, i) => string.Create(CultureInfo.InvariantCulture, $"{ElementColumn} ->> {i} AS {name}")))} FROM {Elements(parameter)}) AS given";

    /// <summary>The column of <see cref="Elements"/>.</summary>
    protected abstract string ElementColumn { get; }

    /// <summary>The elements of a JSON array, as a table of the query.</summary>
    protected abstract string Elements(string parameter);

    /// <summary>Takes rows for this transaction and passes over those that another one has; empty where one transaction writes at a time anyway.</summary>
    public abstract string TakeFree { get; }

    /// <summary>Ends what connections were opened from.</summary>
    public abstract ValueTask DisposeAsync();
}
