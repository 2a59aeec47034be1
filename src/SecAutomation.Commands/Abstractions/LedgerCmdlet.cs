using System.Management.Automation;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Connections;
using SecAutomation.Commands.Transformation;

namespace SecAutomation.Commands.Abstractions;

/// <summary>A cmdlet that uses the ledger: the file beside the local tickets, or a database that several machines share.</summary>
public abstract class LedgerCmdlet : StoreCmdlet
{
    /// <summary>The connection to the database that keeps the ledger; the default one where neither it nor -StorePath is given, and the file beside the local tickets where there is none.</summary>
    [Parameter, ConnectionNameTransformation, ValidateCount(1, 1), ArgumentCompleter(typeof(LedgerCompleter))]
    public string[]? Ledger { get; set; }

    /// <summary>Where the ledger of this call is.</summary>
    private protected LedgerPlace LedgerOfCall() => LedgerPlace.Of(this, Ledger?[0], StoreFile, StorePath is not null);
}
