namespace SecAutomation.Commands.Machine;

/// <summary>Whether the clock can be right. Certificates, tokens and due dates depend on it.</summary>
internal static class MachineClock
{
    private const string Synchronised = "/run/systemd/timesync/synchronized";

    /// <summary>The answers.</summary>
    /// <param name="now">The time of this machine.</param>
    /// <param name="past">A day that has certainly begun: the one that the module's table describes.</param>
    public static IEnumerable<EnvironmentCheck> Judge(DateTimeOffset now, DateOnly past)
    {
        bool isBehind = now < new DateTimeOffset(past, TimeOnly.MinValue, TimeSpan.Zero);
        yield return new EnvironmentCheck
        {
            Check = "Clock",
            Outcome = isBehind ? CheckOutcome.Failed : CheckOutcome.Passed,
            Detail = FormattableString.Invariant($"This machine says {now.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC{(isBehind ? $", which is before this version of the module was made ({past:yyyy-MM-dd})" : "")}."),
            NextStep = isBehind ? "Set the clock, and let a time service keep it." : "",
        };
        bool isKnown = File.Exists(Synchronised);
        yield return new EnvironmentCheck
        {
            Check = "Clock",
            Subject = "synchronised",
            Outcome = isKnown ? CheckOutcome.Passed : CheckOutcome.NotChecked,
            Detail = isKnown ? "The system's time service keeps it." : "Nothing that can be asked without rights says whether a time service keeps it. Test-SecConnection compares it with each server's.",
        };
    }
}
