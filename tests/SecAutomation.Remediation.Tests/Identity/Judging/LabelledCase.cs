using SecAutomation.Remediation.Identity;

namespace SecAutomation.Remediation.Tests.Identity.Judging;

/// <summary>One case of the labelled set.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Why">Why the expected answer is right.</param>
/// <param name="Views">The inventories, in the order of precedence.</param>
/// <param name="Text">The name that is asked for where nothing else is known.</param>
/// <param name="Host">The host where more than a name is known.</param>
/// <param name="Rules">The settings.</param>
/// <param name="Expected">The answer.</param>
/// <param name="Says">What the reason must hold.</param>
public sealed record LabelledCase(
    string Name, string Why, InventoryView[] Views, string? Text, CriticalCveHost? Host, MatchRules Rules, ExpectedMatch Expected, string[] Says)
{
    /// <summary>The day of all judgements.</summary>
    public static DateTimeOffset AsOf { get; } = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);

    public AssetMatch Run()
    {
        AssetIndex index = AssetIndex.Build(Views, Rules);
        return Host is null ? index.Match(Text!, AsOf) : index.Match(Host, AsOf);
    }

    /// <summary>What is wrong with an answer, one sentence each.</summary>
    public IEnumerable<string> Judge(AssetMatch match)
    {
        string got = ExpectedMatch.Of(match).ToString();
        if (got != Expected.ToString())
            yield return $"expected {Expected}, got {got} ({match.Reason})";
        foreach (string text in Says)
        {
            if (!match.Reason.Contains(text, StringComparison.OrdinalIgnoreCase))
                yield return $"the reason does not say \"{text}\": {match.Reason}";
        }
    }
}
