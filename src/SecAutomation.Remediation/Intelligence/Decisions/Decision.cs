namespace SecAutomation.Remediation.Intelligence.Decisions;

/// <summary>What a table decides, and why.</summary>
public sealed record Decision
{
    /// <summary>The table's identifier, for example <c>cisa:DT_BOD2604:1.0.0</c>.</summary>
    public required string TableId { get; init; }

    /// <summary>The outcome. Where facts are not known it is the most urgent one that is possible.</summary>
    public required DecisionValue Outcome { get; init; }

    /// <summary>How urgent the outcome is: 0 for the least urgent of the table.</summary>
    public required int Rank { get; init; }

    /// <summary>The row of the table that fired, from 1, in the order of its file.</summary>
    public required int Row { get; init; }

    /// <summary>The facts, one for each question of the table, in its order.</summary>
    public required IReadOnlyList<DecisionFact> Fact { get; init; }

    /// <summary>The questions without a known answer whose answer could change the outcome.</summary>
    public required IReadOnlyList<DecisionPoint> NotKnown { get; init; }

    /// <summary>The single facts that would change the outcome: first those that are not known, then the others in the table's order.</summary>
    public required IReadOnlyList<DecisionChange> Change { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Outcome.Name} (row {Row}: {string.Join(", ", Fact.Select(fact => $"{fact.PointId} = {fact.Value ?? "not known"}"))})";
}
