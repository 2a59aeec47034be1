namespace SecAutomation.Engine.Actions;

/// <summary>Something that a product lists to choose from: a team, a status, a priority, a custom field.</summary>
/// <param name="Id">As requests name it.</param>
/// <param name="Name">As people see it.</param>
/// <param name="IsClosed">Of a status: whether it is one of closed tickets; null where the product does not say.</param>
/// <param name="IsUsual">Of a priority: whether new tickets have it.</param>
public sealed record ActionChoice(string Id, string Name, bool? IsClosed = null, bool IsUsual = false)
{
    /// <summary>Of a step of a workflow: the status that it leads to; null: the choice is the status.</summary>
    public string? Status { get; init; }

    /// <summary>Of a step of a workflow: the resolutions that it can be told.</summary>
    public IReadOnlyList<string> Resolution { get; init; } = [];

    /// <summary>Of a field: whether a new ticket has to have it, and has none without being told.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Finds a choice by its id or its name; a name may differ in case where one choice alone fits.</summary>
    public static ActionChoice? Find(IReadOnlyList<ActionChoice> choices, string idOrName)
    {
        ArgumentNullException.ThrowIfNull(choices);
        ActionChoice[] named = [.. choices.Where(choice => string.Equals(choice.Name, idOrName, StringComparison.OrdinalIgnoreCase))];
        return named.FirstOrDefault(choice => choice.Name == idOrName)
            ?? choices.FirstOrDefault(choice => choice.Id == idOrName)
            ?? (named is [{ } one] ? one : null);
    }
}
