namespace SecAutomation.Remediation.Rules;

/// <summary>What runs on a machine may do at most. What is null is not limited.</summary>
public sealed record TicketPolicy
{
    /// <summary>No limits.</summary>
    public static TicketPolicy None { get; } = new();

    /// <summary>How many tickets a run may create.</summary>
    public PolicyLimit<int>? Creates { get; init; }

    /// <summary>How many it may change or open again.</summary>
    public PolicyLimit<int>? Updates { get; init; }

    /// <summary>How many it may close.</summary>
    public PolicyLimit<int>? Closes { get; init; }

    /// <summary>What share of the open tickets it may touch, in per cent.</summary>
    public PolicyLimit<int>? Share { get; init; }

    /// <summary>The furthest that a run may go with a ticket whose work is done.</summary>
    public PolicyLimit<TicketCloseMode>? CloseMode { get; init; }

    /// <summary>The teams that tickets may go to, with wildcards, one list for each file: a team is in all of them.</summary>
    public IReadOnlyList<PolicyLimit<IReadOnlyList<string>>> Team { get; init; } = [];

    /// <summary>The connections that tickets may be written to, with wildcards; <c>local</c> is the local store.</summary>
    public IReadOnlyList<PolicyLimit<IReadOnlyList<string>>> Tracker { get; init; } = [];

    /// <summary>Both policies: the stricter of each.</summary>
    /// <param name="other">The other one.</param>
    public TicketPolicy And(TicketPolicy other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new TicketPolicy
        {
            Creates = Stricter(Creates, other.Creates),
            Updates = Stricter(Updates, other.Updates),
            Closes = Stricter(Closes, other.Closes),
            Share = Stricter(Share, other.Share),
            CloseMode = Stricter(CloseMode, other.CloseMode),
            Team = [.. Team, .. other.Team],
            Tracker = [.. Tracker, .. other.Tracker],
        };
    }

    /// <summary>The list that does not allow a name.</summary>
    /// <param name="lists">The lists.</param>
    /// <param name="name">The name.</param>
    /// <returns>The list; null where all allow it.</returns>
    public static PolicyLimit<IReadOnlyList<string>>? Forbidding(IReadOnlyList<PolicyLimit<IReadOnlyList<string>>> lists, string name) =>
        lists.FirstOrDefault(list => !list.Value.Any(pattern => new Selection.NamePattern(pattern).Fits(name)));

    private static PolicyLimit<T>? Stricter<T>(PolicyLimit<T>? one, PolicyLimit<T>? other) =>
        one is null || (other is not null && Comparer<T>.Default.Compare(other.Value, one.Value) < 0) ? other : one;
}
