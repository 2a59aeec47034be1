using SecAutomation.Commands.Delivery.Planning;
using SecAutomation.Storage;

namespace SecAutomation.Commands.Delivery.Local;

/// <summary>Finds the tickets of the local store that a plan has to know.</summary>
internal static class LocalShelf
{
    /// <summary>Finds them. A ticket may know a host by further names, under which other tickets stand.</summary>
    public static async Task<IReadOnlyList<StoredTicket>> FindAsync(
        ITicketPlanning planning, Func<TicketQuery, CancellationToken, Task<IReadOnlyList<StoredTicket>>> find, CancellationToken token)
    {
        IReadOnlyList<StoredTicket> found = await planning.Scope.FindAsync(
            (scope, stop) => find(new TicketQuery { Alias = scope.Alias, Group = scope.Group }, stop), token).ConfigureAwait(false);
        if (planning.Id.Count > 0)
            found = [.. found.UnionBy(await find(new TicketQuery { Id = planning.Id }, token).ConfigureAwait(false), ticket => ticket.Id, StringComparer.Ordinal)];

        if (!planning.NeedsAllOpen)
            return found;

        IReadOnlyList<StoredTicket> open = await find(TicketQuery.Open, token).ConfigureAwait(false);
        return [.. found.UnionBy(open, ticket => ticket.Id, StringComparer.Ordinal)];
    }
}
