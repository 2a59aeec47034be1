namespace SecAutomation.Commands.Completion;

/// <summary>Completes the teams that have tickets, and the team of whoever names none.</summary>
public sealed class TeamCompleter : StoreCompleter
{
    /// <summary>The team where nobody says another.</summary>
    internal const string DefaultTeam = "IT";

    /// <inheritdoc/>
    private protected override IEnumerable<(string Text, string ToolTip)> KnownAnyway =>
        [(DefaultTeam, "the default of the local ticket store")];

    /// <inheritdoc/>
    private protected override IEnumerable<(string Text, string ToolTip)> Values(StoredTicket ticket) =>
        [(ticket.Draft.Team, "team")];
}
