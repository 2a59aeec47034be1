namespace SecAutomation.Remediation.Planning;

/// <summary>Which existing tickets a plan has to know, open and closed: those that hold one of the hosts, and those of one of the groups.</summary>
/// <param name="Alias">The names of the hosts, lower-case.</param>
/// <param name="Group">The groups that the work may fall into.</param>
public sealed record TicketScope(IReadOnlyCollection<string> Alias, IReadOnlyCollection<TicketGroup> Group);
