namespace SecAutomation.Commands.Completion;

/// <summary>Completes the names of connections to scanners.</summary>
public sealed class ScannerCompleter : ConnectionCompleter
{
    /// <inheritdoc/>
    private protected override string Role => "Scanner";
}
