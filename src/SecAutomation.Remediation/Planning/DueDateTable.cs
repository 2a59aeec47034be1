using System.Globalization;

namespace SecAutomation.Remediation.Planning;

/// <summary>How many days a risk may stay open, counted from the day on which it was first seen.</summary>
public sealed record DueDateTable
{
    /// <summary>3 days where a CVE is known to be exploited, 7 for critical, 30 for high, 90 for medium, 180 for low; at least 3 from today.</summary>
    public static DueDateTable Default { get; } = new();

    /// <summary>Days for hosts with a CVE that is known to be exploited.</summary>
    public int Exploited { get; init; } = 3;

    /// <summary>Days for CVSS 9.0 and above.</summary>
    public int Critical { get; init; } = 7;

    /// <summary>Days for CVSS 7.0 to 8.9.</summary>
    public int High { get; init; } = 30;

    /// <summary>Days for CVSS 4.0 to 6.9.</summary>
    public int Medium { get; init; } = 90;

    /// <summary>Days for CVSS below 4.0.</summary>
    public int Low { get; init; } = 180;

    /// <summary>Days where nothing tells the risk.</summary>
    public int Unknown { get; init; } = 30;

    /// <summary>How many days after the day of the run a due date lies at least, so that nobody gets a ticket that is late already.</summary>
    public int Grace { get; init; } = 3;

    /// <summary>Whether only business days count, in the days above and in the grace.</summary>
    public bool CountsBusinessDays { get; init; }

    /// <summary>The days of the week that are no business days. Saturday and Sunday.</summary>
    public IReadOnlyCollection<DayOfWeek> Weekend { get; init; } = [DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>Other days that are no business days.</summary>
    public IReadOnlyCollection<DateOnly> Holiday { get; init; } = [];

    /// <summary>Reckons the due date of some risks: the earliest that the table gives for one of them, not before the grace is over.</summary>
    /// <param name="risks">The risks.</param>
    /// <param name="today">The day of the run.</param>
    /// <returns>The date, and how it came about.</returns>
    public DueDate Reckon(IEnumerable<Risk> risks, DateOnly today)
    {
        (DateOnly Date, string Text) earliest = risks
            .Select(risk => Reckon(risk, today))
            .OrderBy(one => one.Date)
            .ThenBy(one => one.Text, StringComparer.Ordinal)
            .FirstOrDefault((After(today, Unknown), $"nothing tells the risk ({Days(Unknown)} from today)"));
        DateOnly floor = After(today, Grace);
        return earliest.Date >= floor
            ? new DueDate(earliest.Date, $"{earliest.Text}.")
            : new DueDate(
                floor,
                $"{earliest.Text}, which is {Iso(earliest.Date)}; "
                + $"moved to {Days(Grace)} after the day of the run ({Iso(today)}), the earliest that is asked for.");
    }

    private (DateOnly Date, string Text) Reckon(Risk risk, DateOnly today)
    {
        (int days, string name) = risk switch
        {
            { Decision: { Days: { } allowed } decision } => (allowed, decision.Reason),
            { Decision: { } decision } => (Of(risk.Priority), decision.Reason),
            { IsExploited: true } => (Exploited, "known to be exploited"),
            { Priority: RemediationPriority.Critical } => (Critical, "critical"),
            { Priority: RemediationPriority.High } => (High, "high"),
            { Priority: RemediationPriority.Medium } => (Medium, "medium"),
            { Priority: RemediationPriority.Low } => (Low, "low"),
            _ => (Unknown, "unknown risk"),
        };

        // A scanner with a wrong clock must not postpone anything.
        DateOnly from = risk.FirstSeen is { } seen && DateOnly.FromDateTime(seen.UtcDateTime) is var day && day <= today
            ? day
            : today;
        DateOnly due = After(from, days);
        if (risk.Decision is { KevDueDate: { } kev } listed && kev < due)
            return (kev, $"{listed.Reason}; KEV wants it done by {Iso(kev)}");

        string since = risk.FirstSeen is null ? "the day of the run, as no source says when it was first seen"
            : from == today ? "the day of the run"
            : "the day on which it was first seen";
        return (due, $"{name}: {Days(days)} from {Iso(from)}, {since}");
    }

    private int Of(RemediationPriority priority) => priority switch
    {
        RemediationPriority.Critical => Critical,
        RemediationPriority.High => High,
        RemediationPriority.Medium => Medium,
        RemediationPriority.Low => Low,
        _ => Unknown,
    };

    private DateOnly After(DateOnly from, int days)
    {
        if (!CountsBusinessDays)
            return from.AddDays(days);

        DateOnly day = from;
        for (int left = days; left > 0 || !IsBusinessDay(day);)
        {
            day = day.AddDays(1);
            if (IsBusinessDay(day))
                left--;
        }

        return day;
    }

    private bool IsBusinessDay(DateOnly day) => !Weekend.Contains(day.DayOfWeek) && !Holiday.Contains(day);

    private string Days(int days) =>
        string.Create(CultureInfo.InvariantCulture, $"{days} {(CountsBusinessDays ? "business " : "")}day{(days == 1 ? "" : "s")}");

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
