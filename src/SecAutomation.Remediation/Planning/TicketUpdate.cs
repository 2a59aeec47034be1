using SecAutomation.Remediation.Grouping;
using SecAutomation.Remediation.Rendering;
using SecAutomation.Remediation.Rules;

namespace SecAutomation.Remediation.Planning;

/// <summary>Brings one open ticket up to the newest scan.</summary>
/// <param name="ticket">The ticket, open.</param>
/// <param name="before">The ticket as it stands in the tracker: closed where it is to be opened again.</param>
/// <param name="scan">What the scans say.</param>
/// <param name="options">What the caller decides.</param>
internal sealed class TicketUpdate(StoredTicket ticket, StoredTicket before, ScannedMachines scan, UpdateOptions options)
{
    private readonly UpdateWords _words = new();
    private TicketDraft _draft = ticket.Draft;
    private string _dueReason = "set when the ticket was created; nothing since asks for an earlier day.";

    /// <summary>The plan for the ticket.</summary>
    /// <param name="addition">What the planner adds to it; null where it adds nothing.</param>
    public PlannedTicket Compose(PlannedTicket? addition)
    {
        if (addition is not null)
        {
            _draft = addition.Draft;
            _words.Say(addition.Reason);
        }

        bool isReopened = !Coverage.IsOpen(before) || IsDoubted();
        if (isReopened)
        {
            _words.First(Coverage.IsOpen(before)
                ? "Opened again: a later scan still sees what was said to be done."
                : $"Opened again: a later scan sees what was closed as fixed on {UpdateWords.Day(before.ClosedAt)}.");
        }

        WorkUnit[] back = [.. _draft.Content.Fixed.Select(work => new WorkUnit(work.Host, work.Work)).Where(unit => _draft.Unit.Contains(unit) && scan.IsSeen(ticket, unit))];
        if (back.Length > 0)
        {
            _draft = _draft with { Content = _draft.Content with { Fixed = [.. _draft.Content.Fixed.Where(work => !back.Contains(new WorkUnit(work.Host, work.Work)))] } };
            _words.Say($"Seen again: {UpdateWords.List(back)}.");
        }

        FixedWork[] proved = [.. ticket.Draft.Unit.Where(unit => !IsFixed(unit)).Select(unit => scan.Prove(ticket, unit)).OfType<FixedWork>()];
        bool isDone = _draft.Unit.All(unit => IsFixed(unit) || Array.Exists(proved, work => work.Host == unit.Host && work.Work == unit.Work));
        TakeFixed(proved, isDone);
        string? excepted = isDone ? null : Exceptions();
        if (!isDone && excepted is null)
        {
            Raise();
            TellUnseen();
            Move();
        }

        if (_draft.Unit.Length == 0)
        {
            // Nobody can tell what a ticket without units is about; it stays as it is.
            return Stay("It names no work that could be compared.");
        }

        return isDone ? Finish(proved) : excepted is not null && options.CloseMode == TicketCloseMode.Close ? Except(excepted) : End(isReopened, excepted);
    }

    // What is excepted is told once and again only where it changes.
    private string? Exceptions()
    {
        TicketExceptions found = new(_draft, scan, ticket, options.Plan);
        string? now = found.All;
        if (now != _draft.Content.Excepted)
        {
            if (options.CloseMode != TicketCloseMode.Close || now is null)
                _words.Say(now is null ? "Not all that is left is excepted any more." : $"All that is left is excepted: {now}.");

            _draft = _draft with { Content = _draft.Content with { Excepted = now } };
        }

        return now;
    }

    // Nothing is proved, so that it is not closed as fixed; closed as accepted it would never come back.
    private PlannedTicket Except(string excepted)
    {
        string words = $"All that is left is excepted: {excepted}. It gets a ticket again once the exception has ended.";
        return Plan(TicketAction.Closed, _words.IsEmpty ? words : $"{_words.Text} {words}", Render(_draft)) with
        {
            State = TicketState.Closed,
            Resolution = TicketResolution.Other,
            Comment = $"Closed, and not as fixed. {(_words.IsEmpty ? "" : _words.Text + " ")}{words}",
        };
    }

    // A ticket whose hosts all belong to another team now goes there, unless a person has moved it.
    private void Move()
    {
        if (TicketComposer.WasMoved(ticket) || _draft.Content.GroupKind == WorkGroups.Unidentified)
            return;

        TicketRoute?[] routes =
        [
            .. _draft.Unit.Select(unit => unit.Host).Distinct(StringComparer.Ordinal).Select(host => scan.Find(ticket, host))
                .Select(host => host is null ? null : options.Plan.Routes.Find(host.Facts, host.Tags)),
        ];
        if (routes.Length == 0 || routes[0] is not { } route || Array.Exists(routes, other => other is null || !IsSame(other.Team, route.Team))
            || IsSame(route.Team, _draft.Content.Route ?? _draft.Team))
        {
            return;
        }

        _words.Say($"Moved from {UpdateWords.Name(_draft.Team)} to {UpdateWords.Name(route.Team)}, which answers for its hosts by {UpdateWords.Name(route.Place)}.");
        TicketGroup group = WorkGroups.OfTeam(new TicketGroup(_draft.Content.GroupKind, _draft.Content.GroupValue), route.Team);
        _draft = _draft with { Team = route.Team, Content = _draft.Content with { Route = route.Team, GroupValue = group.Value } };
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private bool IsFixed(WorkUnit unit) => Array.Exists(_draft.Content.Fixed, work => work.Host == unit.Host && work.Work == unit.Work);

    // Somebody says that it is done, and a later scan sees it.
    private bool IsDoubted() => ticket.State == TicketState.AwaitingVerification
        && ticket.Draft.Unit.Any(unit => scan.IsSeen(ticket, unit) && scan.ScannedAt(ticket, unit.Host) > ticket.UpdatedAt);

    private void TakeFixed(FixedWork[] proved, bool isDone)
    {
        if (proved.Length == 0)
        {
            return;
        }

        int total = _draft.Unit.Length + _draft.Content.Fixed.Count(work => !_draft.Unit.Contains(new WorkUnit(work.Host, work.Work)));
        FixedWork[] done =
        [
            .. _draft.Content.Fixed.Concat(proved)
                .DistinctBy(work => (work.Host, work.Work))
                .OrderBy(work => work.Host, StringComparer.Ordinal)
                .ThenBy(work => work.Work, StringComparer.Ordinal),
        ];
        if (!isDone)
        {
            HashSet<WorkUnit> left = [.. _draft.Unit];
            left.ExceptWith(proved.Select(work => new WorkUnit(work.Host, work.Work)));
            _draft = TicketContents.Keep(_draft, left, scan, ticket);
        }

        _draft = _draft with { Content = _draft.Content with { Fixed = done } };
        _words.Fixed(proved, done.Length, total);
    }

    private void Raise()
    {
        List<Risk> risen = [];
        List<TicketHost> hosts = [.. _draft.Content.Host];
        for (int i = 0; i < hosts.Count; i++)
        {
            TicketHost host = hosts[i];
            string name = Coverage.CanonicalName(host);
            if (scan.Find(ticket, name) is not { } scanned)
            {
                continue;
            }

            HashSet<string> work = new(_draft.Unit.Where(unit => unit.Host == name).Select(unit => unit.Work), StringComparer.Ordinal);
            TicketHost now = scanned.Only(work);
            string[] entered = [.. now.KnownExploitedCve.Except(host.KnownExploitedCve, StringComparer.OrdinalIgnoreCase)];
            Dictionary<string, RemediationPriority> known = Priorities(host);
            Risk[] more =
            [
                .. now.Finding.Where(finding => finding.CveId.Any(cve => entered.Contains(cve, StringComparer.OrdinalIgnoreCase)))
                    .Select(finding => Risk.Of(finding, isExploited: true, scanned.FirstSeen, scanned.DecisionOf(finding))),
                .. now.Finding
                    .Select(finding => (Finding: finding, Risk: Risk.Of(finding, scanned.IsExploitedBy(finding), scanned.FirstSeen, scanned.DecisionOf(finding))))
                    .Where(one => FindingWork.Of(one.Finding).Any(unit => known.TryGetValue(unit, out RemediationPriority before) && one.Risk.Priority > before))
                    .Select(one => one.Risk),
            ];
            if (more.Length == 0)
            {
                continue;
            }

            risen.AddRange(more);
            hosts[i] = TicketHosts.Merge(host, now) with { CanonicalName = name };
            foreach (string cve in entered)
            {
                _words.Say($"{cve} on {UpdateWords.Name(name)} is known to be exploited now.");
            }
        }

        if (risen.Count > 0)
        {
            Apply(risen, [.. hosts]);
        }
    }

    private static Dictionary<string, RemediationPriority> Priorities(TicketHost host)
    {
        Dictionary<string, RemediationPriority> priorities = new(StringComparer.Ordinal);
        foreach (Finding finding in host.Finding)
        {
            bool isExploited = finding.CveId.Any(cve => host.KnownExploitedCve.Contains(cve, StringComparer.OrdinalIgnoreCase));
            RemediationPriority priority = Risk.Of(finding, isExploited, null, FindingWork.MostUrgent(host.Decision, finding)).Priority;
            foreach (string work in FindingWork.Of(finding))
            {
                priorities[work] = priorities.TryGetValue(work, out RemediationPriority other) && other > priority ? other : priority;
            }
        }

        return priorities;
    }

    private void Apply(List<Risk> risen, TicketHost[] hosts)
    {
        RemediationPriority priority = risen.Max(risk => risk.Priority);
        DueDate due = options.Plan.DueDates.Reckon(risen, options.Plan.Today);
        TicketDraft draft = _draft;
        _draft = draft with { Content = draft.Content with { Host = hosts } };
        if (priority > draft.Priority)
        {
            _words.Say($"Priority {priority} instead of {draft.Priority}.");
            _draft = _draft with { Priority = priority };
        }

        if (due.Date is { } date && (draft.DueDate is null || date < draft.DueDate))
        {
            _words.Say($"Due {UpdateWords.Day(date)} instead of {UpdateWords.Day(draft.DueDate)}: {due.Reason.TrimEnd('.')}.");
            _dueReason = due.Reason;
            _draft = _draft with { DueDate = date };
        }
    }

    private void TellUnseen()
    {
        SortedSet<string> unseen = new(_draft.Content.Unseen, StringComparer.Ordinal);
        foreach (string host in _draft.Unit.Select(unit => unit.Host).Distinct(StringComparer.Ordinal))
        {
            if (scan.Find(ticket, host) is not null)
            {
                if (unseen.Remove(host))
                    _words.Say($"{UpdateWords.Name(host)} is seen by scans again.");

                continue;
            }

            DateTimeOffset? last = Latest(
                options.LastScan(ticket, host),
                Array.Find(_draft.Content.Host, one => Coverage.CanonicalName(one) == host)?.ScannedAt,
                ticket.CreatedAt);
            if (last + options.StaleAfter < options.Now && unseen.Add(host))
                _words.Say($"{UpdateWords.Name(host)} was not seen by any scan since {UpdateWords.Day(last)}. It is stale, which is not fixed: find out whether it still exists.");
        }

        if (!unseen.SetEquals(_draft.Content.Unseen))
            _draft = _draft with { Content = _draft.Content with { Unseen = [.. unseen] } };
    }

    private static DateTimeOffset? Latest(params DateTimeOffset?[] times) => times.Max();

    private PlannedTicket Finish(FixedWork[] proved)
    {
        string evidence = _words.Text;
        switch (options.CloseMode)
        {
            case TicketCloseMode.Close:
                string all = proved.Length > 0 ? evidence : UpdateWords.Evidence(_draft.Content.Fixed);
                return Plan(TicketAction.Closed, $"All of its work is done. {all}", Render(_draft)) with
                {
                    State = TicketState.Closed,
                    Comment = $"Closed as fixed: all of its work is done. {all}",
                };
            case TicketCloseMode.Resolve when ticket.State != TicketState.AwaitingVerification:
                return Plan(TicketAction.Closed, $"All of its work is done and waits for verification. {evidence}".TrimEnd(), Render(_draft)) with
                {
                    State = TicketState.AwaitingVerification,
                    Comment = $"All of its work is done. {(proved.Length > 0 ? evidence : UpdateWords.Evidence(_draft.Content.Fixed))} Verify and close it.",
                };
            case TicketCloseMode.Comment when proved.Length > 0:
                return Plan(TicketAction.Updated, $"All of its work is done. {evidence}", Render(_draft)) with
                {
                    Comment = $"All of its work is done. {evidence} Nothing closes this ticket by itself (-CloseMode Comment).",
                };
            case TicketCloseMode.None when proved.Length > 0:
                return Plan(TicketAction.Updated, $"All of its work is done. {evidence}", Render(_draft));
            default:
                return Stay("All of its work is done; it waits for a person.");
        }
    }

    private PlannedTicket End(bool isReopened, string? excepted)
    {
        StoredTicket now = ticket with { Draft = _draft };
        PlannedTicket? review = excepted is null ? options.Review?.Invoke(now) : null;
        if (review is not null)
        {
            _words.Say(review.Reason);
            _draft = review.Draft;
        }

        if (_words.IsEmpty && !isReopened)
            return Stay(excepted is not null ? $"All that is left is excepted: {excepted}." : scan.IsNews(ticket) ? "The scan says nothing new of it." : "No scan of this run looked at its hosts.");

        TicketDraft rendered = review is null || !ReferenceEquals(_draft, review.Draft) ? Render(_draft) : _draft;
        return Plan(isReopened ? TicketAction.Reopened : TicketAction.Updated, _words.Text, rendered) with
        {
            State = isReopened ? TicketState.InProgress : null,
            Comment = _words.Text,
        };
    }

    private PlannedTicket Stay(string reason) => Plan(TicketAction.Unchanged, reason, ticket.Draft);

    // Comments are Markdown, reasons are read as they stand.
    private PlannedTicket Plan(TicketAction action, string words, TicketDraft draft) => new(action, MarkdownText.Unescape(words), draft, before);

    // The title says how much is left to do, and the text lists it.
    private TicketDraft Render(TicketDraft draft)
    {
        TicketDraft titled = draft with { Title = TicketTitle.Of(draft) };
        return titled with { Text = options.Plan.Template.Render(titled, _dueReason, options.Plan.Today) };
    }
}
