using SecAutomation.Commands.Delivery;
using SecAutomation.Commands.Errors;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Commands.Rules;
using SecAutomation.Storage;

namespace SecAutomation.Commands.Abstractions;

/// <summary>Closes tickets: each is asked for, then all are closed in one transaction.</summary>
internal sealed class TicketClosing
{
    private readonly List<(string Name, TicketQuery Query)> _wanted = [];

    /// <summary>Adds tickets, each named in one of three ways.</summary>
    public void Add(string[] numbers, string[] ids, string[] keys)
    {
        _wanted.AddRange(numbers.Select(number => (number, new TicketQuery { Number = [number] })));
        _wanted.AddRange(ids.Select(id => (id, new TicketQuery { Id = [id] })));
        _wanted.AddRange(keys.Select(key => (key, new TicketQuery { Key = [key] })));
    }

    /// <summary>Closes the tickets.</summary>
    /// <param name="store">The store.</param>
    /// <param name="reason">Why, in words.</param>
    /// <param name="resolution">Why, as a kind.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="writer">The cmdlet's streams.</param>
    /// <param name="token">Stops before the writing.</param>
    /// <returns>How many were closed.</returns>
    public async Task<int> CloseAsync(
        TicketStore store, string reason, TicketResolution resolution, DateTimeOffset now, IPipelineWriter writer, CancellationToken token)
    {
        // The store is not held while a person thinks: others go on writing to it.
        List<StoredTicket> agreed = await AskAsync(store, resolution, writer, token).ConfigureAwait(false);
        if (agreed.Count == 0)
            return 0;

        RunLimits limits = RunLimits.None.Within(PolicyFile.Read());
        limits.CheckPlace(RunLimits.LocalStore);
        limits.CheckCloses(agreed.Count);

        var closed = new List<StoredTicket>(agreed.Count);
        TicketTransaction transaction = await store.BeginAsync(token).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            foreach (StoredTicket ticket in agreed)
            {
                try
                {
                    closed.Add(await transaction.CloseAsync(ticket.Id, reason, resolution, now, token).ConfigureAwait(false));
                }
                catch (FailureException failure) when (failure.Id is FailureId.TicketClosed or FailureId.TicketNotFound)
                {
                    writer.Error(Failures.ToErrorRecord(failure, ticket.Number));
                }
            }

            await transaction.CommitAsync(token).ConfigureAwait(false);
        }

        foreach (StoredTicket ticket in closed)
            writer.Output(TicketRecord.Of(ticket, store.Path, TicketAction.Closed, reason));

        return closed.Count;
    }

    private async Task<List<StoredTicket>> AskAsync(
        TicketStore store, TicketResolution resolution, IPipelineWriter writer, CancellationToken token)
    {
        var agreed = new Dictionary<string, StoredTicket>(StringComparer.Ordinal);
        foreach ((string name, TicketQuery query) in _wanted)
        {
            IReadOnlyList<StoredTicket> found = await store.FindAsync(query, token).ConfigureAwait(false);
            if (found.Count == 0)
                writer.Error(TicketRecord.NotFound(name, store.Path));

            foreach (StoredTicket ticket in found.Where(ticket => !agreed.ContainsKey(ticket.Id)))
            {
                string target = $"{ticket.Number} '{ticket.Draft.Title}' in {store.Path}";
                if (await writer.ShouldProcessAsync(target, $"Close ticket as {resolution}").ConfigureAwait(false) == ChangeAnswer.Yes)
                    agreed.Add(ticket.Id, ticket);
            }
        }

        return [.. agreed.Values];
    }
}
