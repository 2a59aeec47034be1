namespace SecAutomation.Remediation.Rules;

/// <summary>Work that somebody decided not to have done: an accepted risk or a false positive.</summary>
public sealed record TicketException
{
    /// <summary>Names of hosts with wildcards, addresses, or ranges of addresses.</summary>
    public required IReadOnlyList<string> Host { get; init; }

    /// <summary>CVEs, or detections, with wildcards.</summary>
    public required IReadOnlyList<string> Work { get; init; }

    /// <summary><see cref="TicketResolution.RiskAccepted"/> or <see cref="TicketResolution.FalsePositive"/>.</summary>
    public required TicketResolution Kind { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>The last day on which it holds, UTC; null for a false positive without an end.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>Where it stands: file and line.</summary>
    public string Place { get; init; } = "";

    /// <summary>Whether it holds on a day.</summary>
    /// <param name="day">The day, UTC.</param>
    public bool HoldsOn(DateOnly day) => Expires is null || day <= Expires;

    /// <summary>"risk accepted until 2026-12-31 by anna: replaced in spring". Without the place, which moves with every line above it.</summary>
    public string Words
    {
        get
        {
            string kind = Kind == TicketResolution.FalsePositive ? "false positive" : "risk accepted";
            string until = Expires is { } day ? $" until {day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}" : "";
            return $"{kind}{until} by {Owner}: {Reason}";
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Words} ({Place})";
}
