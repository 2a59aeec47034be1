namespace SecAutomation.Remediation.Intelligence.Decisions;

/// <summary>A question that a table asks, or what it answers: a name and an ordered list of values.</summary>
/// <param name="Id">Namespace, key and version, for example <c>ssvc:A:2.0.0</c>.</param>
/// <param name="Name">Its name, for example <c>Automatable</c>.</param>
/// <param name="Definition">What it asks.</param>
/// <param name="Values">Its values; of an outcome the least urgent first.</param>
public sealed record DecisionPoint(string Id, string Name, string Definition, IReadOnlyList<DecisionValue> Values)
{
    /// <summary>The identifier without its version: a question keeps its meaning from one version of its definition to the next.</summary>
    public string Kind => Id[..Math.Max(0, Id.LastIndexOf(':'))];

    /// <summary>Whether this is the question that a name means.</summary>
    /// <param name="name">Its name, or its identifier with or without the version, in any case.</param>
    /// <returns>True where it is.</returns>
    public bool IsCalled(string name) =>
        string.Equals(Name, name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(Id, name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(Kind, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The place of a value.</summary>
    /// <param name="value">Its key or its name, in any case.</param>
    /// <returns>The place from 0; -1 where there is no such value.</returns>
    public int IndexOf(string value)
    {
        for (int index = 0; index < Values.Count; index++)
        {
            if (string.Equals(Values[index].Key, value, StringComparison.OrdinalIgnoreCase)
                || string.Equals(Values[index].Name, value, StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
