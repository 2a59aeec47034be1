using System.Collections;
using System.Globalization;
using System.Management.Automation;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Commands.Transformation;

/// <summary>Reads <c>-DueDateSetting</c>: how many days each risk allows, and which days count, as a hashtable.</summary>
internal static class DueDateSettings
{
    private const string Known = "Exploited, Critical, High, Medium, Low, Unknown, Grace, BusinessDays, Holiday, Weekend";
    private const int MostDays = 3650;
    private const int DaysOfAWeek = 7;

    /// <summary>The table.</summary>
    /// <exception cref="FailureException">ValueInvalid: a key is not known, or a value cannot be understood.</exception>
    public static DueDateTable Read(IDictionary? settings)
    {
        DueDateTable table = DueDateTable.Default;
        foreach (DictionaryEntry entry in settings ?? new Hashtable())
        {
            string key = Text(entry.Key);
            table = key.ToUpperInvariant() switch
            {
                "EXPLOITED" => table with { Exploited = Days(key, entry.Value) },
                "CRITICAL" => table with { Critical = Days(key, entry.Value) },
                "HIGH" => table with { High = Days(key, entry.Value) },
                "MEDIUM" => table with { Medium = Days(key, entry.Value) },
                "LOW" => table with { Low = Days(key, entry.Value) },
                "UNKNOWN" => table with { Unknown = Days(key, entry.Value) },
                "GRACE" => table with { Grace = Days(key, entry.Value) },
                "BUSINESSDAYS" => table with { CountsBusinessDays = PropertyBag.Unwrap(entry.Value) is bool flag ? flag : throw Wrong($"{key} of -DueDateSetting is neither $true nor $false.", "Write $true or $false.") },
                "HOLIDAY" => table with { Holiday = [.. Many(entry.Value).Select(day => Instants.ReadDay(day!) ?? throw Wrong($"'{day}' in {key} of -DueDateSetting is no day.", "Write days as 2026-12-25."))] },
                "WEEKEND" => table with { Weekend = Weekend(key, entry.Value) },
                _ => throw Wrong($"-DueDateSetting has no key \"{key}\".", $"Use {Known}."),
            };
        }

        return table;
    }

    private static DayOfWeek[] Weekend(string key, object? value)
    {
        DayOfWeek[] days = [.. Many(value).Select(day => Enum.TryParse(Text(day), ignoreCase: true, out DayOfWeek known) && Enum.IsDefined(known)
            ? known
            : throw Wrong($"'{day}' in {key} of -DueDateSetting is no day of the week.", "Write 'Friday', 'Saturday'."))];
        return days.Distinct().Count() < DaysOfAWeek ? days : throw Wrong($"{key} of -DueDateSetting leaves no business day.", "Leave one day of the week out.");
    }

    private static IEnumerable<object?> Many(object? value) => PropertyBag.Unwrap(value) is IEnumerable many and not string ? many.Cast<object?>() : [value];

    private static int Days(string key, object? value) =>
        LanguagePrimitives.TryConvertTo(PropertyBag.Unwrap(value), CultureInfo.InvariantCulture, out int days) && days is >= 0 and <= MostDays
            ? days
            : throw Wrong($"{key} of -DueDateSetting is no number of days from 0 to {MostDays}.", "Write a whole number.");

    private static string Text(object? value) => Convert.ToString(PropertyBag.Unwrap(value), CultureInfo.InvariantCulture) ?? "";

    private static FailureException Wrong(string message, string next) => new(FailureId.ValueInvalid, message, next);
}
