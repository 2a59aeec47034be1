namespace SecAutomation.Commands.Completion;

/// <summary>Completes the names of connections to ticket systems.</summary>
public sealed class TrackerCompleter : ConnectionCompleter
{
    /// <inheritdoc/>
    private protected override string Role => "Tracker";
}
