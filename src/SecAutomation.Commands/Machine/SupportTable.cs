using System.Text.Json;

namespace SecAutomation.Commands.Machine;

/// <summary>Which versions of PowerShell and .NET are supported and have no known vulnerability, as of a day.</summary>
internal sealed record SupportTable
{
    /// <summary>The name of its file in the module's folder.</summary>
    internal const string FileName = "supported-versions.json";

    // Both products are mended once a month; a table that missed one round tells half.
    private static readonly TimeSpan s_staleAfter = TimeSpan.FromDays(45);

    /// <summary>The day that it describes.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The series.</summary>
    public required IReadOnlyList<SupportedSeries> Series { get; init; }

    /// <summary>Reads a table.</summary>
    /// <param name="path">Its file.</param>
    /// <exception cref="FailureException">It is missing or damaged.</exception>
    public static SupportTable Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), SupportTableContext.Default.SupportTable) ?? throw new JsonException("It is empty.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new FailureException(FailureId.FileNotReadable, $"{path} cannot be read: {exception.Message}", "Install SecAutomation again.", path, exception);
        }
    }

    /// <summary>Whether the table itself is young enough to be relied on.</summary>
    public EnvironmentCheck JudgeAge(DateTimeOffset now)
    {
        double days = (now - new DateTimeOffset(AsOf, TimeOnly.MinValue, TimeSpan.Zero)).TotalDays;
        bool isStale = days > s_staleAfter.TotalDays;
        return new EnvironmentCheck
        {
            Check = "Table",
            Outcome = isStale ? CheckOutcome.Warning : CheckOutcome.Passed,
            Detail = FormattableString.Invariant($"The table of supported versions is of {AsOf:yyyy-MM-dd}, {Math.Max(0, days):0} days old. What was found since is not in it."),
            NextStep = isStale ? "Update SecAutomation." : "",
        };
    }

    /// <summary>Whether a version is supported and has no known vulnerability.</summary>
    /// <param name="check">What the check is called.</param>
    /// <param name="product">The product, as the table spells it.</param>
    /// <param name="version">The version that runs.</param>
    /// <param name="now">The time, UTC.</param>
    public EnvironmentCheck Judge(string check, string product, Version version, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(version);
        SupportedSeries[] known = [.. Series.Where(series => series.Product == product)];
        string running = $"{product} {version.ToString(Math.Min(3, version.Build < 0 ? 2 : 3))}";
        SupportedSeries newest = known.MaxBy(series => Version.Parse(series.LowestSafe))!;
        var answer = new EnvironmentCheck { Check = check, Subject = running };
        if (known.FirstOrDefault(series => version.ToString(2) == series.Series) is not { } own)
        {
            return version > Version.Parse(newest.LowestSafe)
                ? answer with { Outcome = CheckOutcome.Warning, Detail = $"{running} is newer than the table, which knows nothing of it.", NextStep = "Update SecAutomation." }
                : answer with { Outcome = CheckOutcome.Failed, Detail = $"{running} is not supported any more.", NextStep = $"Install {product} {newest.LowestSafe} or later." };
        }

        if (version < Version.Parse(own.LowestSafe))
        {
            return answer with
            {
                Outcome = CheckOutcome.Failed,
                Detail = $"{running} has known vulnerabilities: {own.LowestSafe} has {own.Fixed} ({own.Source}).",
                NextStep = $"Install {product} {(IsOver(own, now) ? newest : own).LowestSafe} or later.",
            };
        }

        return IsOver(own, now)
            ? answer with
            {
                Outcome = CheckOutcome.Failed,
                Detail = FormattableString.Invariant($"{product} {own.Series} is not supported since {own.SupportedUntil:yyyy-MM-dd}: what is found now is not mended."),
                NextStep = $"Install {product} {newest.LowestSafe} or later.",
            }
            : answer with { Detail = FormattableString.Invariant($"{running} is supported until {own.SupportedUntil:yyyy-MM-dd} and has no vulnerability that the table knows.") };
    }

    private static bool IsOver(SupportedSeries series, DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime) > series.SupportedUntil;
}
