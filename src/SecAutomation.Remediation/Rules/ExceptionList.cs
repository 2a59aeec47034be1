using System.Globalization;
using SecAutomation.Remediation.Selection;

namespace SecAutomation.Remediation.Rules;

/// <summary>The exceptions of a file, asked for work on hosts.</summary>
/// <remarks>Safe for one thread.</remarks>
public sealed class ExceptionList
{
    private const int WarningDays = 14;

    private readonly (TicketException Rule, HostPattern[] Host, NamePattern[] Work)[] _rules;
    private readonly Dictionary<string, (TicketException Rule, NamePattern[] Work)[]> _ofHost = new(StringComparer.Ordinal);

    /// <summary>Takes the rules; of several for one piece of work the first counts.</summary>
    /// <param name="rules">The rules.</param>
    public ExceptionList(IReadOnlyList<TicketException> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _rules = [.. rules.Select(rule => (rule, rule.Host.Select(host => new HostPattern(host)).ToArray(), rule.Work.Select(work => new NamePattern(work)).ToArray()))];
    }

    /// <summary>No exceptions.</summary>
    public static ExceptionList Empty { get; } = new([]);

    /// <summary>The rules.</summary>
    public IReadOnlyList<TicketException> Rule => [.. _rules.Select(rule => rule.Rule)];

    /// <summary>The exception for work on a host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="work">The CVE, or the detection, as it stands in units.</param>
    /// <param name="day">The day of the run, UTC.</param>
    /// <returns>The first that fits and holds; null where none does.</returns>
    public TicketException? Find(TicketHost host, string work, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(work);
        if (_rules.Length == 0)
            return null;

        string names = string.Join('\n', HostPattern.Names(host));
        if (!_ofHost.TryGetValue(names, out (TicketException Rule, NamePattern[] Work)[]? rules))
            _ofHost[names] = rules = [.. _rules.Where(rule => Array.Exists(rule.Host, pattern => pattern.Fits(host))).Select(rule => (rule.Rule, rule.Work))];

        string bare = work[(work.IndexOf(':', StringComparison.Ordinal) + 1)..];
        foreach ((TicketException rule, NamePattern[] patterns) in rules)
        {
            if (rule.HoldsOn(day) && Array.Exists(patterns, pattern => pattern.Fits(bare)))
                return rule;
        }

        return null;
    }

    /// <summary>What people are to know of exceptions that end soon or have ended.</summary>
    /// <param name="day">The day of the run, UTC.</param>
    /// <returns>One sentence for each.</returns>
    public IEnumerable<string> Endings(DateOnly day)
    {
        foreach (TicketException rule in Rule)
        {
            if (rule.Expires is not { } end || day.AddDays(WarningDays) < end)
                continue;

            string date = end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            yield return end < day
                ? $"{rule.Place}: the exception of {rule.Owner} ended on {date}; its work gets tickets again. Take the rule out, or decide anew."
                : $"{rule.Place}: the exception of {rule.Owner} ends on {date}; its work gets tickets after that.";
        }
    }
}
