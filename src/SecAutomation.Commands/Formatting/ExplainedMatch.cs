using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using SecAutomation.Commands.Transformation;

namespace SecAutomation.Commands.Formatting;

/// <summary>A match as <c>Find-Asset -Explain</c> shows it: the answer, why, what was tried, and what would decide.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ExplainedMatch
{
    /// <summary>The name by which the view is chosen.</summary>
    public const string TypeName = "SecAutomation.AssetMatch#Explained";

    private const int MostCandidates = 10;

    /// <summary>The match, so that its view is the explanation.</summary>
    public static PSObject Mark(AssetMatch match)
    {
        PSObject marked = new(match);
        marked.TypeNames.Insert(0, TypeName);
        return marked;
    }

    /// <summary>The explanation, in lines that are no wider than the window.</summary>
    /// <param name="match">The match, alive or back from a file.</param>
    /// <param name="width">The width of the window; 0 where there is none.</param>
    public static string Text(PSObject match, int width = 0)
    {
        var text = new WrappedText(width);
        string status = ViewText.One(match, "Status");
        string head = $"{ViewText.One(match, "ComputerName")}: {status}";
        if (status == nameof(MatchStatus.Matched))
            head += $" {ViewText.MatchedAsset(match)}, {ViewText.One(match, "Confidence")} by {ViewText.One(match, "Rule")}";
        text.Add("", head);
        text.Add("  ", ViewText.One(match, "Reason"));

        PSObject[] attempts = [.. Members(match, "Attempt")];
        bool severalSources = attempts.Select(attempt => ViewText.One(attempt, "Source")).Distinct(StringComparer.Ordinal).Skip(1).Any();
        string source = "";
        foreach (PSObject attempt in attempts)
        {
            if (severalSources && ViewText.One(attempt, "Source") is var asked && asked != source)
            {
                text.Add("  in ", $"{asked}:");
                source = asked;
            }

            string result = ViewText.One(attempt, "Result");
            text.Add(
                string.Create(CultureInfo.InvariantCulture, $"  {ViewText.One(attempt, "Rule"),-8} {Sign(result)} {result,-9} "),
                $"{ViewText.One(attempt, "Key")}: {ViewText.One(attempt, "Detail")}");
        }

        List("Candidate", "could be", candidate => $"{candidate} {ViewText.One(candidate, "OperatingSystem")}".TrimEnd());
        List("Conflict", "disagree", conflict => $"{conflict}");
        List("SameAssetAs", "same asset as", host => $"{host}");
        if (ViewText.One(match, "DecidingFact") is { Length: > 0 } fact)
            text.Add("  would decide: ", fact);
        return text.ToString();

        void List(string property, string word, Func<PSObject, string?> show)
        {
            PSObject[] members = [.. Members(match, property)];
            foreach (PSObject member in members.Take(MostCandidates))
                text.Add($"  {word}: ", Clean(show(member) ?? ""));
            if (members.Length > MostCandidates)
                text.Add("  ", string.Create(CultureInfo.InvariantCulture, $"and {members.Length - MostCandidates} more"));
        }
    }

    private static char Sign(string result) => result switch
    {
        nameof(MatchAttemptResult.Matched) => '+',
        nameof(MatchAttemptResult.Vetoed) => 'x',
        nameof(MatchAttemptResult.Ambiguous) => '?',
        nameof(MatchAttemptResult.NoMatch) => '-',
        _ => ' ',
    };

    private static string Clean(string text) => string.Concat(text.Where(c => !char.IsControl(c)));

    private static IEnumerable<PSObject> Members(PSObject record, string property) =>
        PropertyBag.Value(record, property) is IEnumerable many and not string ? many.Cast<object?>().OfType<object>().Select(PSObject.AsPSObject) : [];
}
