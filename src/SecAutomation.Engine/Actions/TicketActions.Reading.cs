using SecAutomation.Engine.Manifests.Actions;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Projection;

namespace SecAutomation.Engine.Actions;

/// <content>What is read.</content>
public sealed partial class TicketActions
{
    /// <summary>From how many requests on all marked tickets are listed instead of asking for single names.</summary>
    private const int MostNameRequests = 20;

    /// <summary>Finds the tickets that have one of these keys, closed ones too.</summary>
    public async Task<IReadOnlyList<ReadTicket>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        await PrepareFindAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ReadTicket> found = await BatchAsync(ActionName.Find, keys, cancellationToken).ConfigureAwait(false);

        // Filters are ignored, fold case or find parts of words; what counts is what the ticket itself says.
        var wanted = new HashSet<string>(keys, StringComparer.Ordinal);
        return [.. found.Where(ticket => wanted.Contains(ticket.Key))];
    }

    /// <summary>Finds the tickets whose marker may hold one of these names, closed ones too. The marker itself has to be looked into.</summary>
    public async Task<IReadOnlyList<ReadTicket>> FindByNameAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        await PrepareFindAsync(cancellationToken).ConfigureAwait(false);
        ActionManifest? action = _requests.Find(ActionName.FindByName);
        IReadOnlyList<ReadTicket> found = action is null || names.Count > action.BatchSize * MostNameRequests
            ? await ListAsync(null, cancellationToken).ConfigureAwait(false)
            : await BatchAsync(ActionName.FindByName, names, cancellationToken).ConfigureAwait(false);
        return [.. found.Where(ticket => names.Any(name => ticket.Body.Contains(name, StringComparison.OrdinalIgnoreCase)))];
    }

    /// <summary>Lists the tickets that have a key, closed ones too.</summary>
    /// <param name="since">Those created at or after this time; null: all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<ReadTicket>> ListAsync(DateTimeOffset? since, CancellationToken cancellationToken)
    {
        await PrepareFindAsync(cancellationToken).ConfigureAwait(false);
        TicketRecordReader reader = await ReaderAsync(cancellationToken).ConfigureAwait(false);

        // Nothing was created before there were tickets, and some products understand the first day of 1970 as "never".
        if (since <= DateTimeOffset.UnixEpoch.AddDays(1))
            since = null;
        IReadOnlyList<ReadTicket> found = await _requests
            .ReadAllAsync(_requests.Find(ActionName.List)!, Searched().With(ActionTerms.InputSince, since), reader.Read, cancellationToken).ConfigureAwait(false);
        return Distinct(found.Where(ticket => ticket.Key.Length > 0 && !(ticket.CreatedAt < since)));
    }

    /// <summary>Reads one ticket as it is now, and asks whether somebody else changed it.</summary>
    /// <returns>Null where there is none. Where it was merged, the ticket that it is part of now.</returns>
    public async Task<ReadTicket?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ReadTicket? ticket = await ReadFieldsAsync(id, cancellationToken).ConfigureAwait(false);
        if (ticket is null || _requests.Find(ActionName.History) is not { } history)
            return ticket;
        IReadOnlyList<string> accounts = await TextsAsync(history, ticket.Id, cancellationToken).ConfigureAwait(false);
        return ticket with { IsTouched = accounts.Any(account => account != ticket.Author && !_tracker.SystemAccount.Contains(account, StringComparer.Ordinal)) };
    }

    /// <summary>Reads one ticket as it is now; who changed it is not asked.</summary>
    /// <returns>Null where there is none. Where it was merged, the ticket that it is part of now.</returns>
    public async Task<ReadTicket?> ReadFieldsAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        await PrepareFindAsync(cancellationToken).ConfigureAwait(false);
        TicketRecordReader reader = await ReaderAsync(cancellationToken).ConfigureAwait(false);
        (IReadOnlyList<ReadTicket> found, _, IReadOnlyDictionary<string, string> header) = await _requests
            .ReadPageAsync(_requests.Find(ActionName.Read)!, _names.Fields.With(ActionTerms.InputId, id), reader.Read, cancellationToken).ConfigureAwait(false);
        ReadTicket? ticket = found is [{ } first, ..] ? first : null;
        return ticket is not null && _tracker.VersionHeader is { } name && header.TryGetValue(name, out string? version) ? ticket with { Version = version } : ticket;
    }

    /// <summary>The texts of a ticket's comments, the oldest first.</summary>
    public Task<IReadOnlyList<string>> CommentsAsync(string id, CancellationToken cancellationToken) =>
        TextsAsync(_requests.Find(ActionName.Comments)!, id, cancellationToken);

    /// <summary>The names of a ticket's files.</summary>
    public async Task<IReadOnlyList<string>> FilesAsync(string id, CancellationToken cancellationToken) =>
        _requests.Find(ActionName.Files) is { } files ? await TextsAsync(files, id, cancellationToken).ConfigureAwait(false) : [];

    private async Task<IReadOnlyList<string>> TextsAsync(ActionManifest action, string id, CancellationToken cancellationToken) =>
        await _requests.ReadAllAsync(action, _names.Fields.With(ActionTerms.InputId, id), Text, cancellationToken).ConfigureAwait(false);

    private static string? Text(RecordReader reader) => reader.Text(reader.Map.Slot(ActionTerms.Text));

    // Fields that do not differ from team to team can be looked up at any time; the others go by their names.
    private Task PrepareFindAsync(CancellationToken cancellationToken) =>
        _requests.Find(ActionName.Fields)!.IsPerTeam ? Task.CompletedTask : CheckFieldsAsync(null, cancellationToken);

    private async Task<IReadOnlyList<ReadTicket>> BatchAsync(ActionName name, IReadOnlyCollection<string> values, CancellationToken cancellationToken)
    {
        ActionManifest action = _requests.Find(name)!;
        TicketRecordReader reader = await ReaderAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ReadTicket>[] found = new IReadOnlyList<ReadTicket>[(values.Count + action.BatchSize - 1) / action.BatchSize];
        var options = new ParallelOptions { MaxDegreeOfParallelism = _tracker.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(values.Distinct(StringComparer.Ordinal).Chunk(action.BatchSize).Select((chunk, index) => (chunk, index)), options, async (part, token) =>
            found[part.index] = await _requests.ReadAllAsync(action, BatchValues(action, part.chunk), reader.Read, token).ConfigureAwait(false)).ConfigureAwait(false);
        return Distinct(found.Where(part => part is not null).SelectMany(part => part));
    }

    private TemplateValues BatchValues(ActionManifest action, IReadOnlyList<string> values)
    {
        TemplateValues fields = _names.Values.With(_names.Fields);
        return Searched().With(
            ActionTerms.InputClause, string.Join(action.BatchJoin, values.Select(value => action.BatchTerm!.Fill(fields.With(ActionTerms.Value, value)))));
    }

    private static IReadOnlyList<ReadTicket> Distinct(IEnumerable<ReadTicket> tickets) =>
        [.. tickets.DistinctBy(ticket => ticket.Id, StringComparer.Ordinal)];
}
