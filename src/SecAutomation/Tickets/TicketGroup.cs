namespace SecAutomation;

/// <summary>What a ticket gathers. At most one open ticket of a group takes in new work.</summary>
/// <param name="Kind"><c>host</c>, <c>cve</c>, <c>fix</c>, <c>owner</c>, <c>all</c> or <c>unidentified</c>.</param>
/// <param name="Value">The canonical value: a host's name, a CVE, …</param>
public readonly record struct TicketGroup(string Kind, string Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind}:{Value}";
}
