namespace SecAutomation.Storage;

/// <summary>Which tickets are wanted. A null list asks for nothing in particular, an empty one for nothing at all.</summary>
/// <remarks>All conditions must hold; within a list, and between <see cref="Alias"/> and <see cref="Group"/>, one suffices.</remarks>
public sealed record TicketQuery
{
    /// <summary>Every ticket.</summary>
    public static TicketQuery All { get; } = new();

    /// <summary>Every ticket that is not closed.</summary>
    public static TicketQuery Open { get; } = new() { State = [.. Enum.GetValues<TicketState>().Where(state => state != TicketState.Closed)] };

    /// <summary>Ids.</summary>
    public IReadOnlyCollection<string>? Id { get; init; }

    /// <summary>Numbers as people see them, for example <c>SA-1</c>; case does not matter.</summary>
    public IReadOnlyCollection<string>? Number { get; init; }

    /// <summary>Keys.</summary>
    public IReadOnlyCollection<string>? Key { get; init; }

    /// <summary>Names of hosts, lower-case: tickets that hold a host known by one of them.</summary>
    public IReadOnlyCollection<string>? Alias { get; init; }

    /// <summary>Groups: tickets of one of them.</summary>
    public IReadOnlyCollection<TicketGroup>? Group { get; init; }

    /// <summary>Names of hosts with the wildcards <c>*</c>, <c>?</c> and <c>[a-z]</c>; case does not matter.</summary>
    public IReadOnlyCollection<string>? ComputerName { get; init; }

    /// <summary>CVEs; case does not matter.</summary>
    public IReadOnlyCollection<string>? CveId { get; init; }

    /// <summary>States.</summary>
    public IReadOnlyCollection<TicketState>? State { get; init; }

    /// <summary>Teams with wildcards; case does not matter.</summary>
    public IReadOnlyCollection<string>? Team { get; init; }

    /// <summary>Titles with wildcards; case does not matter.</summary>
    public IReadOnlyCollection<string>? Title { get; init; }

    /// <summary>Whether a ticket is one of those, wherever it is kept.</summary>
    /// <param name="ticket">The ticket.</param>
    public bool Fits(StoredTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        TicketDraft draft = ticket.Draft;
        return Holds(Id, ticket.Id, StringComparer.Ordinal)
            && Holds(Number, ticket.Number, StringComparer.OrdinalIgnoreCase)
            && Holds(Key, draft.Key, StringComparer.Ordinal)
            && (State is null || State.Contains(ticket.State))
            && (CveId is null || draft.Unit.Any(unit => Holds(CveId, unit.Work, StringComparer.OrdinalIgnoreCase)))
            && ((Alias is null && Group is null)
                || (Alias is not null && draft.Alias.Intersect(Alias, StringComparer.Ordinal).Any())
                || (Group is not null && Group.Contains(new TicketGroup(draft.Content.GroupKind, draft.Content.GroupValue))))
            && (ComputerName is null || draft.Alias.Any(name => Fits(ComputerName, name)))
            && (Team is null || Fits(Team, draft.Team))
            && (Title is null || Fits(Title, draft.Title));
    }

    private static bool Holds(IReadOnlyCollection<string>? wanted, string value, StringComparer comparer) =>
        wanted is null || wanted.Any(one => comparer.Equals(one.Trim(), value));

    private static bool Fits(IReadOnlyCollection<string> patterns, string text) => patterns.Any(pattern => new Wildcard(pattern).IsMatch(text));
}
