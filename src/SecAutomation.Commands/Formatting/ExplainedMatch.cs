using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using System.Text;
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

    /// <summary>The explanation, in lines.</summary>
    public static string Text(PSObject match)
    {
        var text = new StringBuilder();
        string status = ViewText.One(match, "Status");
        text.Append(ViewText.One(match, "ComputerName")).Append(": ").Append(status);
        if (status == nameof(MatchStatus.Matched))
            text.Append(' ').Append(ViewText.MatchedAsset(match)).Append(", ").Append(ViewText.One(match, "Confidence")).Append(" by ").Append(ViewText.One(match, "Rule"));
        text.Append('\n').Append("  ").Append(ViewText.One(match, "Reason")).Append('\n');

        string last = "";
        foreach (PSObject attempt in Members(match, "Attempt"))
        {
            string result = ViewText.One(attempt, "Result");
            string rule = ViewText.One(attempt, "Rule");
            text.Append(CultureInfo.InvariantCulture, $"  {(rule == last ? "" : rule),-8} {Sign(result)} {result,-9} {ViewText.One(attempt, "Key")}").Append('\n');
            text.Append("                       ").Append(ViewText.One(attempt, "Detail")).Append('\n');
            last = rule;
        }

        List("Candidate", "could be", candidate => $"{candidate} {ViewText.One(candidate, "OperatingSystem")}".TrimEnd());
        List("Conflict", "disagree", conflict => $"{conflict}");
        if (ViewText.One(match, "DecidingFact") is { Length: > 0 } fact)
            text.Append("  would decide: ").Append(fact).Append('\n');
        return text.ToString().TrimEnd('\n');

        void List(string property, string word, Func<PSObject, string?> show)
        {
            PSObject[] members = [.. Members(match, property)];
            foreach (PSObject member in members.Take(MostCandidates))
                text.Append(CultureInfo.InvariantCulture, $"  {word}: {Clean(show(member) ?? "")}").Append('\n');
            if (members.Length > MostCandidates)
                text.Append(CultureInfo.InvariantCulture, $"  and {members.Length - MostCandidates} more").Append('\n');
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
