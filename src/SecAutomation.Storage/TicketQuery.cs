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

    /// <summary>Tells whether a ticket is one of those, wherever it is kept. The wildcards are compiled once.</summary>
    public Func<StoredTicket, bool> Compile()
    {
        Wildcard[]? host = Patterns(ComputerName), team = Patterns(Team), title = Patterns(Title);
        return ticket => Holds(Id, ticket.Id, StringComparer.Ordinal)
            && Holds(Number, ticket.Number, StringComparer.OrdinalIgnoreCase)
            && Holds(Key, ticket.Draft.Key, StringComparer.Ordinal)
            && (State is null || State.Contains(ticket.State))
            && (CveId is null || ticket.Draft.Unit.Any(unit => Holds(CveId, unit.Work, StringComparer.OrdinalIgnoreCase)))
            && ((Alias is null && Group is null)
                || (Alias is not null && ticket.Draft.Alias.Intersect(Alias, StringComparer.Ordinal).Any())
                || (Group is not null && Group.Contains(new TicketGroup(ticket.Draft.Content.GroupKind, ticket.Draft.Content.GroupValue))))
            && (host is null || ticket.Draft.Alias.Any(name => AreMet(host, name)))
            && (team is null || AreMet(team, ticket.Draft.Team))
            && (title is null || AreMet(title, ticket.Draft.Title));
    }

    private static bool Holds(IReadOnlyCollection<string>? wanted, string value, StringComparer comparer) =>
        wanted is null || wanted.Any(one => comparer.Equals(one.Trim(), value));

    private static Wildcard[]? Patterns(IReadOnlyCollection<string>? patterns) => patterns is null ? null : [.. patterns.Select(pattern => new Wildcard(pattern))];

    private static bool AreMet(Wildcard[] patterns, string text) => Array.Exists(patterns, pattern => pattern.IsMatch(text));
}
