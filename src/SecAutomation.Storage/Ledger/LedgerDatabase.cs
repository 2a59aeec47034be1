using System.Data.Common;

namespace SecAutomation.Storage.Ledger;

/// <summary>What differs between the databases that keep a ledger.</summary>
internal abstract class LedgerDatabase : IAsyncDisposable
{
    /// <summary>Where it is, for messages; without a secret.</summary>
    public abstract string Location { get; }

    /// <summary>Opens a connection that is ready for use.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Begins a transaction in which this connection alone writes what it reads.</summary>
    public abstract Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Tells the version: 0 where nothing is there yet.</summary>
    public abstract Task<int> RecogniseAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>Writes the version.</summary>
    public abstract Task StampAsync(DbConnection connection, DbTransaction transaction, int version, CancellationToken cancellationToken);

    /// <summary>The condition that a column is one of a JSON array of texts.</summary>
    public abstract string In(string column, string parameter);

    /// <summary>Takes rows for this transaction and passes over those that another one has; empty where one transaction writes at a time anyway.</summary>
    public abstract string TakeFree { get; }

    /// <summary>Ends what connections were opened from.</summary>
    public abstract ValueTask DisposeAsync();
}
