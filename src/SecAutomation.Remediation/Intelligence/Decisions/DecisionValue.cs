namespace SecAutomation.Remediation.Intelligence.Decisions;

/// <summary>One value of a decision point.</summary>
/// <param name="Key">Its letters in the table, for example <c>Y</c>.</param>
/// <param name="Name">Its name, for example <c>Yes</c>.</param>
/// <param name="Definition">What it means.</param>
public sealed record DecisionValue(string Key, string Name, string Definition)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
