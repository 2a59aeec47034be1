namespace SecAutomation.Commands.Completion;

/// <summary>Completes the names of connections to inventories.</summary>
public sealed class InventoryCompleter : ConnectionCompleter
{
    /// <inheritdoc/>
    private protected override string Role => "Inventory";
}
