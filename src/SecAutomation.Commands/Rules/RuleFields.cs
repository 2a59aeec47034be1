using System.Globalization;
using SecAutomation.Engine.Rules;
using SecAutomation.Remediation.Identity;

namespace SecAutomation.Commands.Rules;

/// <summary>Takes the values of one rule out of a file, and says what is wrong with them.</summary>
/// <param name="file">The file.</param>
/// <param name="rule">The rule.</param>
internal sealed class RuleFields(string file, RuleEntry rule)
{
    /// <summary>Where it stands.</summary>
    public string Place => string.Create(CultureInfo.InvariantCulture, $"{file}, line {rule.Line}");

    /// <summary>Refuses keys that nobody knows: a misspelled condition must not be no condition.</summary>
    public void Know(params string[] keys)
    {
        foreach ((string key, RuleValue value) in rule.Value)
        {
            if (!keys.Contains(key, StringComparer.Ordinal))
                throw RuleFileReader.Wrong(file, value.Line, $"the key '{key}' is not known", $"Use {string.Join(", ", keys)}.");
        }
    }

    /// <summary>The texts of a key; empty where it is not given.</summary>
    public IReadOnlyList<string> Many(string key) => rule.Value.TryGetValue(key, out RuleValue? value) ? value.Text : [];

    /// <summary>The texts of a key that has to be given.</summary>
    public IReadOnlyList<string> Needed(string key, string example) => Many(key) is { Count: > 0 } many
        ? many
        : throw RuleFileReader.Wrong(file, rule.Line, $"'{key}' is missing", $"Write for example  {key}: {example}");

    /// <summary>The one text of a key; null where it is not given.</summary>
    public string? One(string key) => Many(key) switch
    {
        [] => null,
        [var one] => one,
        _ => throw Wrong(key, "is a list", "Give one value."),
    };

    /// <summary>The one text of a key that has to be given.</summary>
    public string OneNeeded(string key, string example)
    {
        _ = Needed(key, example);
        return One(key)!;
    }

    /// <summary>A day; null where it is not given.</summary>
    public DateOnly? Day(string key) => One(key) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day
        : throw Wrong(key, $"is '{text}', which is no day", "Write it as 2026-12-31.");

    /// <summary>A whole number; null where it is not given.</summary>
    public int? Number(string key, int most) => One(key) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= most ? number
        : throw Wrong(key, $"is '{text}', which is no whole number from 0 to {most.ToString(CultureInfo.InvariantCulture)}", "Write a number.");

    /// <summary>One of several words; null where it is not given.</summary>
    public T? Word<T>(string key, params T[] words)
        where T : struct, Enum
    {
        if (One(key) is not { } text)
            return null;

        foreach (T word in words)
        {
            if (string.Equals(word.ToString(), text, StringComparison.OrdinalIgnoreCase))
                return word;
        }

        throw Wrong(key, $"is '{text}'", $"Write one of {string.Join(", ", words)}.");
    }

    /// <summary>Makes sure that texts which look like addresses are some.</summary>
    public void CheckRanges(string key, IEnumerable<string> texts)
    {
        foreach (string text in texts)
        {
            try
            {
                _ = AddressRange.Parse(text);
            }
            catch (FailureException failure)
            {
                throw Wrong(key, $"holds '{text}', which is no range of addresses", failure.NextStep ?? "Write it as 10.9.0.0/16.");
            }
        }
    }

    /// <summary>The failure for the value of a key.</summary>
    public FailureException Wrong(string key, string what, string nextStep) =>
        RuleFileReader.Wrong(file, rule.Value.TryGetValue(key, out RuleValue? value) ? value.Line : rule.Line, $"'{key}' {what}", nextStep);

    /// <summary>Where a key stands: file, line and key.</summary>
    public string PlaceOf(string key) => string.Create(CultureInfo.InvariantCulture, $"{file}, line {rule.Value[key].Line} ({key})");
}
