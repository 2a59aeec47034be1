namespace SecAutomation;

/// <summary>What was known of one question when a table decided.</summary>
public sealed record DecisionInput
{
    /// <summary>The question, for example <c>In KEV</c>.</summary>
    public string Question { get; init; } = "";

    /// <summary>The answer; null where it is not known.</summary>
    public string? Value { get; init; }

    /// <summary>Who says so.</summary>
    public string Source { get; init; } = "";

    /// <summary>Of which day that is, UTC; null where the source does not say.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Question} = {Value ?? "not known"} ({Source}"
        + (AsOf is { } day ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $", {day:yyyy-MM-dd})") : ")");
}
