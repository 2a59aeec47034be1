using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Remediation.Planning;

/// <summary>Which exceptions hold for what is left of a ticket.</summary>
internal sealed class TicketExceptions
{
    private const int Named = 5;

    public TicketExceptions(TicketDraft draft, ScannedMachines scan, StoredTicket ticket, PlanOptions options)
    {
        HashSet<(string, string)> done = [.. draft.Content.Fixed.Select(work => (work.Host, work.Work))];
        WorkUnit[] left = [.. draft.Unit.Where(unit => !done.Contains((unit.Host, unit.Work)))];
        if (left.Length == 0 || options.Exceptions.Rule.Count == 0)
            return;

        Dictionary<string, TicketHost> hosts = draft.Content.Host
            .GroupBy(Coverage.CanonicalName, StringComparer.Ordinal)
            .ToDictionary(host => host.Key, host => host.First(), StringComparer.Ordinal);
        SortedSet<string> rules = new(StringComparer.Ordinal);
        foreach (WorkUnit unit in left)
        {
            TicketHost host = scan.Find(ticket, unit.Host)?.Facts ?? hosts.GetValueOrDefault(unit.Host) ?? new TicketHost { ComputerName = unit.Host, CanonicalName = unit.Host };
            if (options.Exceptions.Find(host, unit.Work, options.Today) is not { } rule)
                return;

            rules.Add(rule.Words);
        }

        string more = rules.Count > Named ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"; and {rules.Count - Named} more") : "";
        All = $"{string.Join("; ", rules.Take(Named).Select(MarkdownText.Escape))}{more}";
    }

    /// <summary>The exceptions in words, where they hold for all of it; null where something is left to do.</summary>
    public string? All { get; }
}
