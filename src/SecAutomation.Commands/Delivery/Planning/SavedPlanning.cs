using SecAutomation.Commands.Delivery.Plans;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Commands.Delivery.Planning;

/// <summary>Exactly what a plan file says: what Invoke-RemediationPlan wants.</summary>
/// <param name="content">The plan.</param>
/// <param name="hash">Its hash.</param>
/// <param name="path">Its file.</param>
/// <param name="countsOpen">Whether it matters how many tickets are open.</param>
internal sealed class SavedPlanning(PlanContent content, string hash, string path, bool countsOpen) : ITicketPlanning
{
    private const int Named = 5;

    /// <inheritdoc/>
    public RunKind Kind => RunKind.Apply;

    /// <inheritdoc/>
    public TicketScope Scope { get; } = new(
        [.. Changes(content).SelectMany(item => item.Draft.Alias).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        [.. Changes(content).Select(item => new TicketGroup(item.Draft.Content.GroupKind, item.Draft.Content.GroupValue)).Distinct()]);

    /// <inheritdoc/>
    public bool NeedsAllOpen => countsOpen;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Id { get; } = [.. Changes(content).Select(item => item.Id).OfType<string>()];

    /// <inheritdoc/>
    public RemediationRun Describe(RemediationRun run) => run with
    {
        PlanHash = hash, Read = content.Summary.Read, Matched = content.Summary.Matched, Unidentified = content.Summary.Unidentified,
    };

    /// <inheritdoc/>
    public RunPlan Plan(string instance, IReadOnlyList<StoredTicket> existing)
    {
        if (instance != content.Instance)
            throw Outdated($"it was made for {content.Connection} ({content.Instance}), and this is another tracker ({(instance.Length > 0 ? instance : "a new store")})");

        Dictionary<string, StoredTicket> byId = existing.ToDictionary(ticket => ticket.Id, StringComparer.Ordinal);
        List<string> changed = [];
        List<PlannedTicket> planned = [];
        foreach (PlanItem item in content.Ticket)
        {
            StoredTicket? known = item.Id is null ? null : byId.GetValueOrDefault(item.Id);
            planned.Add(new PlannedTicket(item.Action, item.Reason, item.Draft, known) { State = item.State, Resolution = item.Resolution, Comment = item.Comment });
            if (planned[^1].IsChange)
                changed.AddRange(Differences(item, known, existing));
        }

        if (changed.Count > 0)
        {
            string more = changed.Count > Named ? $"; and {changed.Count - Named} more" : "";
            throw Outdated($"{string.Join("; ", changed.Take(Named))}{more}");
        }

        return new RunPlan([.. planned.Where(ticket => ticket.IsChange || ticket.Existing is not null || ticket.Action == TicketAction.Skipped)], []);
    }

    private static IEnumerable<PlanItem> Changes(PlanContent content) =>
        content.Ticket.Where(item => new PlannedTicket(item.Action, "", item.Draft, null).IsChange);

    private static IEnumerable<string> Differences(PlanItem item, StoredTicket? known, IReadOnlyList<StoredTicket> existing)
    {
        if (item.Id is not null)
        {
            if (known is null)
                yield return $"{item.Number} is not there any more";
            else if (TicketPrint.Of(known) != item.Before)
                yield return $"{item.Number} has changed since";

            yield break;
        }

        if (existing.FirstOrDefault(ticket => ticket.Draft.Key == item.Draft.Key) is { } twin)
            yield return $"'{item.Draft.Title}' was made meanwhile: {twin.Number}";
        else if (existing.FirstOrDefault(ticket => ticket.State != TicketState.Closed && ticket.Draft.Unit.Intersect(item.Draft.Unit).Any()) is { } other)
            yield return $"{other.Number} covers work of '{item.Draft.Title}' meanwhile";
    }

    private FailureException Outdated(string what) => new(
        FailureId.PlanOutdated, $"The plan {path} is not carried out: {what}. Nothing was written.", "Make a new one with New-RemediationPlan.", path);
}
