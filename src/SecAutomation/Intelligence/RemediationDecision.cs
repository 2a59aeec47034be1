namespace SecAutomation;

/// <summary>What a decision table says of one CVE on one host, and why.</summary>
public sealed record RemediationDecision
{
    /// <summary>The CVE.</summary>
    public string CveId { get; init; } = "";

    /// <summary>The table's name.</summary>
    public string Table { get; init; } = "";

    /// <summary>Namespace, key and version of the table, for example <c>ssvc:DSOI:1.0.0</c>.</summary>
    public string TableId { get; init; } = "";

    /// <summary>The name of the table that comes with the module, or the file that it was read from.</summary>
    public string TableSource { get; init; } = "";

    /// <summary>SHA-256 of the table's text, 64 lower-case hex digits: a table that changed is another one.</summary>
    public string TableSha256 { get; init; } = "";

    /// <summary>The outcome; where facts are not known, the most urgent one that is possible.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>How urgent the outcome is: 0 for the least urgent of the table.</summary>
    public int Rank { get; init; }

    /// <summary>The row that fired, from 1, in the order of the table's file.</summary>
    public int Row { get; init; }

    /// <summary>The calendar days that the outcome allows; null where it names none.</summary>
    public int? Days { get; init; }

    /// <summary>How urgent that is.</summary>
    public RemediationPriority Priority { get; init; }

    /// <summary>The day by which CISA wants the CVE remediated; null where KEV does not list it or names none.</summary>
    public DateOnly? KevDueDate { get; init; }

    /// <summary>What was known, one for each question of the table.</summary>
    public DecisionInput[] Fact { get; init; } = [];

    /// <summary>The questions whose answer is not known and could change the outcome.</summary>
    public string[] NotKnown { get; init; } = [];

    /// <summary>The one fact that would change the outcome, one sentence; null where no single fact would.</summary>
    public string? Change { get; init; }

    /// <summary>The outcome, its row and its facts in one sentence without a full stop.</summary>
    public string Reason => $"{Table} says {Outcome} for {CveId} (row {Row}: {string.Join("; ", Fact.Select(fact => fact.ToString()))})";

    /// <inheritdoc/>
    public override string ToString() => $"{CveId}: {Outcome}";
}
