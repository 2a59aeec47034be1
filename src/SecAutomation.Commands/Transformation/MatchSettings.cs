using System.Collections;
using System.Globalization;
using System.Management.Automation;
using SecAutomation.Remediation.Identity;

namespace SecAutomation.Commands.Transformation;

/// <summary>Reads <c>-MatchSetting</c>: what matching may conclude, as a hashtable. A key that nobody knows is an error.</summary>
internal static class MatchSettings
{
    private const string Known = "MatchAddress, AddressAgeHours, DhcpRange, SuffixMap, AliasMap, StaleAfterDays, TwinGapDays, Source";

    /// <summary>The rules.</summary>
    /// <exception cref="FailureException">ValueInvalid: a key is not known, or a value cannot be understood.</exception>
    public static MatchRules Read(IDictionary? settings)
    {
        MatchRules rules = MatchRules.Default;
        foreach (DictionaryEntry entry in settings ?? new Hashtable())
        {
            string key = Text(entry.Key);
            rules = key.ToUpperInvariant() switch
            {
                "MATCHADDRESS" => rules with { MatchAddress = Flag(key, entry.Value) },
                "ADDRESSAGEHOURS" => rules with { AddressAge = TimeSpan.FromHours(Number(key, entry.Value)) },
                "DHCPRANGE" => rules with { DhcpRange = Ranges(entry.Value) },
                "SUFFIXMAP" => rules with { SuffixMap = Map(key, entry.Value) },
                "ALIASMAP" => rules with { AliasMap = Map(key, entry.Value) },
                "STALEAFTERDAYS" => rules with { StaleAfter = TimeSpan.FromDays(Number(key, entry.Value)) },
                "TWINGAPDAYS" => rules with { TwinGap = TimeSpan.FromDays(Number(key, entry.Value)) },
                "SOURCE" => rules with { Source = Dictionary(key, entry.Value).Cast<DictionaryEntry>().ToDictionary(one => Text(one.Key), one => OfSource(Dictionary(Text(one.Key), one.Value)), StringComparer.Ordinal) },
                _ => throw Wrong($"-MatchSetting has no key \"{key}\".", $"Use {Known}."),
            };
        }

        return rules;
    }

    private static SourceRules OfSource(IDictionary settings)
    {
        var rules = new SourceRules();
        foreach (DictionaryEntry entry in settings)
        {
            string key = Text(entry.Key);
            rules = key.ToUpperInvariant() switch
            {
                "MATCHADDRESS" => rules with { MatchAddress = Flag(key, entry.Value) },
                "ADDRESSAGEHOURS" => rules with { AddressAge = TimeSpan.FromHours(Number(key, entry.Value)) },
                "DHCPRANGE" => rules with { DhcpRange = Ranges(entry.Value) },
                "STALEAFTERDAYS" => rules with { StaleAfter = TimeSpan.FromDays(Number(key, entry.Value)) },
                _ => throw Wrong($"A source of -MatchSetting has no key \"{key}\".", "Use MatchAddress, AddressAgeHours, DhcpRange, StaleAfterDays."),
            };
        }

        return rules;
    }

    private static AddressRange[] Ranges(object? value) =>
        [.. (PropertyBag.Unwrap(value) is IEnumerable many and not string ? many.Cast<object?>() : [value]).Select(one => AddressRange.Parse(Text(one)))];

    private static Dictionary<string, string> Map(string key, object? value) =>
        Dictionary(key, value).Cast<DictionaryEntry>().ToDictionary(entry => Text(entry.Key), entry => Text(entry.Value), StringComparer.Ordinal);

    private static IDictionary Dictionary(string key, object? value) =>
        PropertyBag.Unwrap(value) as IDictionary ?? throw Wrong($"{key} of -MatchSetting is no hashtable.", "Write it as @{ 'corp.old' = 'corp.new' }.");

    private static bool Flag(string key, object? value) => PropertyBag.Unwrap(value) is bool flag
        ? flag
        : throw Wrong($"{key} of -MatchSetting is neither $true nor $false.", "Write $true or $false.");

    private static double Number(string key, object? value) =>
        LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out double number) && number >= 0 && number < 100_000
            ? number
            : throw Wrong($"{key} of -MatchSetting is no number.", "Write a number that is not negative.");

    private static string Text(object? value) => Convert.ToString(PropertyBag.Unwrap(value), CultureInfo.InvariantCulture) ?? "";

    private static FailureException Wrong(string message, string next) => new(FailureId.ValueInvalid, message, next);
}
