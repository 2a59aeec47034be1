using SecAutomation.Engine.Manifests.Actions;
using SecAutomation.Engine.Manifests.Requests;

namespace SecAutomation.Engine.Actions;

/// <content>What a product asks of new tickets.</content>
public sealed partial class TicketActions
{
    /// <summary>A value that is a text, a number and JSON.</summary>
    private const string AnyValue = "0";

    /// <summary>Says once, before anything is written, what every request would be refused for.</summary>
    private void CheckRequired(IReadOnlyList<ActionChoice> fields, TemplateValues values)
    {
        if (!fields.Any(field => field.IsRequired) || _requests.Find(ActionName.Create)!.Request.Body is not BodyTemplate.Json body)
            return;
        TemplateValues sample = new[]
            {
                ActionTerms.InputKey, ActionTerms.InputMarker, ActionTerms.InputTitle, ActionTerms.InputBody, ActionTerms.InputTeam, ActionTerms.InputTeamName,
                $"{ActionTerms.InputTeam}.{_names.TeamKind}", $"{ActionTerms.InputTeamName}.{_names.TeamKind}", ActionTerms.InputPriority, ActionTerms.InputDueDate,
            }
            .Aggregate(_names.Values.With(values).With(_names.Fields), (all, name) => all.With(name, AnyValue));
        IReadOnlySet<string> said = body.Names(sample);
        ActionChoice[] missing = [.. fields.Where(field => field.IsRequired && !said.Contains(field.Id) && !_tracker.Unasked.Contains(field.Id, StringComparer.Ordinal))];
        if (missing.Length == 0)
            return;
        throw new FailureException(
            FailureId.TicketFieldMissing,
            $"{Name}: a new ticket has to have {string.Join(", ", missing.Select(field => $"'{field.Name}' ({field.Id})"))}, and has no value for it.",
            "Give the field a default in the product, or a value in the connection's settings, as the connector's README says.",
            missing[0].Id);
    }

    /// <summary>What differs from one kind of team to another, and the parts of a priority.</summary>
    private TemplateValues WithParts(TemplateValues values, RemediationPriority? priority)
    {
        foreach (string input in new[] { ActionTerms.InputTeam, ActionTerms.InputTeamName })
            values = values.With($"{input}.{_names.TeamKind}", values.Find(input));
        foreach ((string part, IReadOnlyDictionary<RemediationPriority, int> number) in _tracker.PriorityPart)
            values = values.With($"{ActionTerms.InputPriority}.{part}", priority is { } ours && number.TryGetValue(ours, out int value) ? value : null);
        return values;
    }
}
