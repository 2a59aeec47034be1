using System.Globalization;
using System.Runtime.CompilerServices;
using SecAutomation.Engine.Actions;
using SecAutomation.Engine.Http;

namespace SecAutomation.Engine.Connections.Trials;

/// <summary>Whether tickets have somewhere to go: the team that the connection names is there, and this account may use it.</summary>
/// <param name="connection">The connection.</param>
/// <param name="observer">Hears what happens.</param>
public sealed class TeamTrial(LiveConnection connection, IHttpObserver observer)
{
    private const int Shown = 5;

    /// <summary>The answers, each when it is known; none for a product that keeps no tickets.</summary>
    /// <param name="cancellationToken">Ends the trial.</param>
    public async IAsyncEnumerable<ConnectionCheck> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (connection.Connector.Tracker is not null)
            yield return await AskAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<ConnectionCheck> AskAsync(CancellationToken cancellationToken)
    {
        using var actions = new TicketActions(connection, observer);
        var answer = new ConnectionCheck { Connection = connection.Name, Check = "Team", Subject = actions.DefaultTeam ?? "" };
        if (!actions.ListsTeams)
        {
            return answer with
            {
                Outcome = CheckOutcome.NotChecked,
                Detail = "The product does not list where tickets can go: a name that it does not know is refused when a ticket is written.",
                NextStep = "Compare the name with the one that the product shows.",
            };
        }

        try
        {
            IReadOnlyList<ActionChoice> teams = await actions.TeamsAsync(cancellationToken).ConfigureAwait(false);
            if (actions.DefaultTeam is { } name)
            {
                ActionChoice team = await actions.TeamAsync(name, cancellationToken).ConfigureAwait(false);
                return answer with { Detail = $"The {actions.TeamKind} {team.Name} is there, and this account may use it." };
            }

            return teams.Count == 0
                ? answer with
                {
                    Outcome = CheckOutcome.Warning,
                    Detail = $"The account sees no {actions.TeamKind} that tickets could go to.",
                    NextStep = $"Give the account access to a {actions.TeamKind}.",
                }
                : answer with
                {
                    Detail = string.Create(
                        CultureInfo.InvariantCulture,
                        $"The connection names no {actions.TeamKind}: -Team names one of {teams.Count}: {string.Join(", ", teams.Take(Shown).Select(team => team.Name))}{(teams.Count > Shown ? "…" : "")}."),
                };
        }
        catch (FailureException failure)
        {
            return InterviewTrial.Failed(answer, failure);
        }
    }
}
