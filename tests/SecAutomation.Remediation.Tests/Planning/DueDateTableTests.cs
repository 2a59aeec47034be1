using CsCheck;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Remediation.Tests.Planning;

public sealed class DueDateTableTests
{
    private static readonly DateOnly s_today = new(2026, 3, 4);

    [Theory]
    [InlineData(RemediationPriority.Critical, false, "2026-03-11")]
    [InlineData(RemediationPriority.High, false, "2026-04-03")]
    [InlineData(RemediationPriority.Medium, false, "2026-06-02")]
    [InlineData(RemediationPriority.Low, false, "2026-08-31")]
    [InlineData(RemediationPriority.Unknown, false, "2026-04-03")]
    [InlineData(RemediationPriority.Critical, true, "2026-03-07")]
    public void Counts_the_days_of_the_risk_from_the_day_it_was_first_seen(RemediationPriority priority, bool exploited, string date) =>
        Reckon(new Risk(priority, exploited, At(s_today))).Date.ShouldBe(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Business_days_pass_over_weekends_and_holidays_and_the_reason_says_so()
    {
        DueDateTable table = DueDateTable.Default with { CountsBusinessDays = true, Holiday = [new DateOnly(2026, 3, 9)] };

        DueDate due = table.Reckon([new Risk(RemediationPriority.Critical, false, At(s_today))], s_today);

        due.Date.ShouldBe(new DateOnly(2026, 3, 16));
        due.Reason.ShouldBe("critical: 7 business days from 2026-03-04, the day of the run.");
        (table with { Critical = 0, Grace = 0 }).Reckon([new Risk(RemediationPriority.Critical, false, At(new DateOnly(2026, 3, 7)))], new DateOnly(2026, 3, 8)).Date
            .ShouldBe(new DateOnly(2026, 3, 10));
    }

    [Fact]
    public void Business_days_never_end_before_calendar_days_and_never_on_a_weekend() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[-400, 30], Gen.Int[0, 40].Array[0, 5]).Sample((days, seen, holidays) =>
        {
            DueDateTable calendar = DueDateTable.Default with { High = days };
            DueDateTable business = calendar with { CountsBusinessDays = true, Holiday = [.. holidays.Select(day => s_today.AddDays(day))] };
            Risk[] risks = [new Risk(RemediationPriority.High, false, At(s_today.AddDays(seen)))];
            DateOnly due = business.Reckon(risks, s_today).Date!.Value;
            return due >= calendar.Reckon(risks, s_today).Date && due.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !business.Holiday.Contains(due);
        });

    [Fact]
    public void The_earliest_of_several_risks_counts_and_says_how_it_came_about()
    {
        DueDate due = Reckon(
            new Risk(RemediationPriority.High, false, At(s_today.AddDays(-1))), new Risk(RemediationPriority.Critical, false, At(s_today.AddDays(-2))));

        due.Date.ShouldBe(new DateOnly(2026, 3, 9));
        due.Reason.ShouldBe("critical: 7 days from 2026-03-02, the day on which it was first seen.");
    }

    [Fact]
    public void A_day_that_has_passed_becomes_the_end_of_the_grace_and_both_are_told()
    {
        DueDate due = Reckon(new Risk(RemediationPriority.Critical, false, At(new DateOnly(2025, 1, 1))));

        due.Date.ShouldBe(new DateOnly(2026, 3, 7));
        due.Reason.ShouldBe(
            "critical: 7 days from 2025-01-01, the day on which it was first seen, which is 2025-01-08; "
            + "moved to 3 days after the day of the run (2026-03-04), the earliest that is asked for.");
    }

    [Fact]
    public void Where_nobody_says_when_it_was_first_seen_the_day_of_the_run_counts_and_that_is_told()
    {
        DueDate due = Reckon(new Risk(RemediationPriority.Critical, false, null));

        due.Date.ShouldBe(new DateOnly(2026, 3, 11));
        due.Reason.ShouldContain("no source says when it was first seen");
    }

    [Fact]
    public void A_scanner_whose_clock_is_ahead_postpones_nothing() =>
        Reckon(new Risk(RemediationPriority.Critical, false, DateTimeOffset.MaxValue)).Date.ShouldBe(new DateOnly(2026, 3, 11));

    [Theory]
    [InlineData(9.0, RemediationPriority.Critical)]
    [InlineData(8.9, RemediationPriority.High)]
    [InlineData(4.0, RemediationPriority.Medium)]
    [InlineData(3.9, RemediationPriority.Low)]
    public void A_score_decides_the_priority(double score, RemediationPriority priority) =>
        Risk.Of(new Finding { CvssScore = score, VendorSeverity = Severity.Low }, false, null).Priority.ShouldBe(priority);

    [Fact]
    public void Without_a_score_the_label_decides_and_a_known_exploit_makes_anything_critical()
    {
        Risk.Of(new Finding { VendorSeverity = Severity.High }, false, null).Priority.ShouldBe(RemediationPriority.High);
        Risk.Of(new Finding(), false, null).Priority.ShouldBe(RemediationPriority.Unknown);
        Risk.Of(new Finding(), true, null).Priority.ShouldBe(RemediationPriority.Critical);
    }

    private static DueDate Reckon(params Risk[] risks) => DueDateTable.Default.Reckon(risks, s_today);

    private static DateTimeOffset At(DateOnly day) => new(day, new TimeOnly(23, 59), TimeSpan.Zero);
}
