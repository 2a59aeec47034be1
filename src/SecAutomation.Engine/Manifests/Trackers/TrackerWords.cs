using SecAutomation.Engine.Manifests.Actions;

namespace SecAutomation.Engine.Manifests.Trackers;

/// <summary>What a tracker's own words add to what the requests of its actions may name.</summary>
/// <param name="TeamKind">The kinds of things that a team can be, where the connection chooses; <c>{input.team.group}</c> is there for groups alone.</param>
/// <param name="PriorityPart">The parts of a priority, where it is no single value: <c>{input.priority.urgency}</c>.</param>
/// <param name="HasMarkerField">Whether the marker has a field of its own.</param>
internal sealed record TrackerWords(IReadOnlyList<string> TeamKind, IReadOnlyList<string> PriorityPart, bool HasMarkerField)
{
    /// <summary>An action's inputs, these words included.</summary>
    public IReadOnlyList<string> Inputs(ActionName action)
    {
        IReadOnlyList<string> inputs = ActionTerms.Inputs(action);
        return
        [
            .. inputs,
            .. inputs.Where(input => input is ActionTerms.InputTeam or ActionTerms.InputTeamName).SelectMany(input => TeamKind.Select(kind => $"{input}.{kind}")),
            .. inputs.Where(input => input == ActionTerms.InputPriority).SelectMany(input => PriorityPart.Select(part => $"{input}.{part}")),
        ];
    }
}
