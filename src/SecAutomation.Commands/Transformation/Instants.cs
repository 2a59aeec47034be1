using System.Globalization;
using System.Management.Automation;

namespace SecAutomation.Commands.Transformation;

/// <summary>Reads points in time and days in every form in which PowerShell hands them on.</summary>
internal static class Instants
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>A point in time, UTC; a text without a zone is UTC.</summary>
    /// <returns>The point; null where the value is none.</returns>
    public static DateTimeOffset? Read(object value) => value switch
    {
        DateTimeOffset instant => instant.ToUniversalTime(),
        DateTime { Kind: DateTimeKind.Unspecified } local => new DateTimeOffset(local, TimeSpan.Zero),
        DateTime time => new DateTimeOffset(time.ToUniversalTime()),

        // What Export-Clixml and jobs make of a DateTimeOffset.
        PSObject bag when PropertyBag.Value(bag, "UtcDateTime") is DateTime utc =>
            new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
        _ => Parse(Text(value)),
    };

    /// <summary>A day of the calendar.</summary>
    /// <returns>The day; null where the value is none.</returns>
    public static DateOnly? ReadDay(object value) => value switch
    {
        DateOnly day => day,
        DateTime time => DateOnly.FromDateTime(time),
        DateTimeOffset instant => DateOnly.FromDateTime(instant.DateTime),
        PSObject bag when PropertyBag.Value(bag, "DayNumber") is int number => DateOnly.FromDayNumber(number),
        _ => ParseDay(Text(value)),
    };

    private static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out DateTimeOffset instant) ? instant : null;

    private static DateOnly? ParseDay(string? text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time)
            ? DateOnly.FromDateTime(time)
            : null;

    private static string? Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture);
}
