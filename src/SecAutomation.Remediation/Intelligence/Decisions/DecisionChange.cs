namespace SecAutomation.Remediation.Intelligence.Decisions;

/// <summary>One fact that alone would change what a table decides.</summary>
/// <param name="Point">The question.</param>
/// <param name="Value">The other answer.</param>
/// <param name="Outcome">What would be decided then.</param>
public sealed record DecisionChange(DecisionPoint Point, DecisionValue Value, DecisionValue Outcome)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Point.Name} = {Value.Name} would make it {Outcome.Name}";
}
