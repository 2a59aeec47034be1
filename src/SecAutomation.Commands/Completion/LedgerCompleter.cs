namespace SecAutomation.Commands.Completion;

/// <summary>Completes the names of connections to databases that keep a ledger.</summary>
public sealed class LedgerCompleter : ConnectionCompleter
{
    /// <inheritdoc/>
    private protected override string Role => "Ledger";
}
