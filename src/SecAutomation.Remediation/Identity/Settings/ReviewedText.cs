using System.Globalization;
using System.Text;

namespace SecAutomation.Remediation.Identity;

/// <summary>Reviewed decisions as plain text for version control: sorted, a line a decision, with comments.</summary>
/// <remarks>
/// <c>host = asset @ source  # by anna 2026-01-31: why</c>. An asset of <c>-</c> means that none is the host; without
/// <c>@ source</c> the decision holds for every inventory. Lines that begin with <c>#</c> are comments and stay at the top.
/// </remarks>
public static class ReviewedText
{
    private const string None = "-";

    private static readonly string[] s_heading =
    [
        "# Reviewed matches of SecAutomation: which asset a host is, as people decided.",
        "# host = asset @ inventory  # by whom, on which day: why        An asset of - means: none of the inventory's.",
    ];

    /// <summary>Reads decisions.</summary>
    /// <param name="text">The text of a file.</param>
    /// <param name="name">The file, for errors.</param>
    /// <returns>The decisions, in the order of the text.</returns>
    /// <exception cref="FailureException">RecordInvalid: a line is no decision.</exception>
    public static IReadOnlyList<ReviewedMatch> Read(string text, string name)
    {
        var decisions = new List<ReviewedMatch>();
        int number = 0;
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            string bare = line.Trim().TrimStart('\uFEFF');
            if (bare.Length == 0 || bare[0] == '#')
                continue;
            decisions.Add(ReadLine(bare) ?? throw new FailureException(
                FailureId.RecordInvalid,
                $"{name}, line {number}: \"{MatchWords.Plain(bare)}\" is no reviewed match.",
                "Write it as host = asset @ inventory  # by whom, on which day: why."));
        }

        return decisions;
    }

    /// <summary>Writes decisions, sorted by host and inventory; of several for one host and inventory the last one stays.</summary>
    /// <param name="before">The text as it was; its comments stay.</param>
    /// <param name="decisions">All decisions.</param>
    /// <returns>The text; the same whatever the order of different hosts was.</returns>
    public static string Write(string before, IEnumerable<ReviewedMatch> decisions)
    {
        string[] comments = [.. before.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()).Where(line => line.StartsWith('#'))];
        var last = new Dictionary<(string, string), ReviewedMatch>();
        foreach (ReviewedMatch decision in decisions)
            last[(Key(decision.ComputerName), decision.Source?.ToUpperInvariant() ?? "")] = decision;

        var text = new StringBuilder();
        foreach (string comment in comments.Length > 0 ? comments : s_heading)
            text.Append(comment).Append('\n');
        foreach (ReviewedMatch decision in last.Values.OrderBy(one => Key(one.ComputerName), StringComparer.Ordinal).ThenBy(one => one.Source, StringComparer.Ordinal))
            text.Append(Line(decision)).Append('\n');
        return text.ToString();
    }

    private static string Key(string host) => ReviewedMatches.Key(HostName.Parse(host)) ?? host.Trim().ToLowerInvariant();

    private static string Line(ReviewedMatch decision)
    {
        string source = decision.Source is null ? "" : $" @ {Clean(decision.Source)}";
        string day = decision.On is DateOnly on ? string.Create(CultureInfo.InvariantCulture, $" {on:yyyy-MM-dd}") : "";
        string by = decision.By is null && day.Length == 0 ? "" : $"by {Clean(decision.By ?? "somebody").Replace(' ', '_')}{day}";
        string why = string.IsNullOrWhiteSpace(decision.Comment) ? "" : (by.Length == 0 ? "" : ": ") + Clean(decision.Comment);
        return $"{Key(decision.ComputerName)} = {(decision.Asset is null ? None : Clean(decision.Asset))}{source}{(by.Length + why.Length == 0 ? "" : $"  # {by}{why}")}";
    }

    // What would end a field or a line, and what steers terminals, is left out.
    private static string Clean(string text) =>
        string.Concat(text.Where(c => !char.IsControl(c))).Replace(" # ", " ", StringComparison.Ordinal).Replace(" @ ", " ", StringComparison.Ordinal).Trim();

    private static ReviewedMatch? ReadLine(string line)
    {
        int note = line.IndexOf(" #", StringComparison.Ordinal);
        string statement = note < 0 ? line : line[..note];
        string remark = note < 0 ? "" : line[(note + 2)..].Trim();
        int equals = statement.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            return null;

        string host = statement[..equals].Trim();
        string asset = statement[(equals + 1)..];
        int at = asset.LastIndexOf(" @ ", StringComparison.Ordinal);
        string? source = at < 0 ? null : asset[(at + 3)..].Trim();
        asset = (at < 0 ? asset : asset[..at]).Trim();
        if (asset.Length == 0 || source is "" || ReviewedMatches.Key(HostName.Parse(host)) is null)
            return null;

        (string? by, DateOnly? on, string? why) = ReadRemark(remark);
        return new ReviewedMatch(host, source, asset == None ? null : asset, by, on, why);
    }

    private static (string? By, DateOnly? On, string? Why) ReadRemark(string remark)
    {
        if (!remark.StartsWith("by ", StringComparison.Ordinal))
            return (null, null, remark.Length == 0 ? null : remark);

        int colon = remark.IndexOf(": ", StringComparison.Ordinal);
        string[] words = (colon < 0 ? remark : remark[..colon]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        DateOnly? on = words.Length > 2 && DateOnly.TryParseExact(words[2], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;
        return (words.Length > 1 ? words[1] : null, on, colon < 0 ? null : remark[(colon + 2)..].Trim());
    }
}
