using System.Security.Cryptography;
using System.Text;
using SecAutomation.Engine.Actions;
using SecAutomation.Engine.Manifests.Trackers;
using SecAutomation.Remediation.Delivery;
using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Commands.Delivery.Trackers;

/// <summary>The tracker that a connection leads to.</summary>
/// <param name="actions">What its product can be asked to do.</param>
internal sealed class ConnectionTracker(TicketActions actions) : ITicketTracker
{
    /// <inheritdoc/>
    public string Name => actions.Name;

    /// <inheritdoc/>
    public string Instance => actions.Instance;

    /// <inheritdoc/>
    public TrackerAbilities Abilities { get; } = new()
    {
        Dialect = DialectOf(actions),
        TitleLimit = Limit(actions.Tracker.TitleLimit),
        BodyLimit = Limit(actions.Tracker.BodyLimit),
        CommentLimit = Limit(actions.Tracker.CommentLimit),
        SettleTime = actions.Tracker.SettleTime,
        HasConsistentFind = actions.Tracker.HasConsistentFind,
        NeedsReadBack = actions.ReadsNewTicketsBack,
        CanAttach = actions.CanAttach,
        CanReopen = actions.CanReopen,
        Concurrency = actions.Tracker.Concurrency,
        RequestInterval = actions.Limit is { } limit ? limit.Per / limit.Requests : TimeSpan.Zero,
        RequestLimit = actions.Budget,
    };

    /// <inheritdoc/>
    public Task PrepareAsync(IReadOnlyCollection<string> teams, CancellationToken cancellationToken) => actions.PrepareAsync(teams, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrackerTicket>> FindAsync(TrackerQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        List<ReadTicket> found = [];
        if (query.Key.Count > 0)
            found.AddRange(await actions.FindAsync(query.Key, query.SentAt, cancellationToken).ConfigureAwait(false));
        if (query.Alias.Count > 0)
        {
            // A part of a name is found too; the names of the marker decide.
            var wanted = new HashSet<string>(query.Alias, StringComparer.Ordinal);
            IReadOnlyList<ReadTicket> named = await actions.FindByNameAsync(query.Alias, cancellationToken).ConfigureAwait(false);
            found.AddRange(named.Where(ticket => TicketMarker.Read(ticket.Body) is { } marker && marker.Host.Any(host => wanted.Contains(host.Name) || host.Alias.Any(wanted.Contains))));
        }

        if (query.MarkedSince is { } since)
            found.AddRange(await actions.ListAsync(since, cancellationToken).ConfigureAwait(false));
        foreach (string id in query.Id.Where(id => !found.Exists(ticket => ticket.Id == id)))
        {
            if (await actions.ReadAsync(id, cancellationToken).ConfigureAwait(false) is { } ticket)
                found.Add(ticket);
        }

        return [.. found.DistinctBy(ticket => ticket.Id, StringComparer.Ordinal).Select(Ticket)];
    }

    /// <inheritdoc/>
    public async Task<TrackerTicket?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await actions.ReadFieldsAsync(id, cancellationToken).ConfigureAwait(false) is { } ticket ? Ticket(ticket) : null;

    /// <inheritdoc/>
    public async Task<TrackerTicket> CreateAsync(TrackerDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var values = new TicketValues
        {
            Key = draft.Key,
            Marker = Marker(draft.Body),
            Title = draft.Title,
            Body = draft.Body,
            Team = draft.Team.Length > 0 ? draft.Team : null,
            Priority = draft.Priority == RemediationPriority.Unknown ? null : draft.Priority,
            DueDate = draft.DueDate,
        };
        return Ticket(await actions.CreateAsync(values, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<TrackerTicket> UpdateAsync(string id, TrackerChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var values = new TicketValues
        {
            Key = change.Key,
            Marker = change.Body is { } text ? Marker(text) : null,
            Title = change.Title,
            Body = change.Body,
            Team = change.Team,
            Priority = change.Priority is RemediationPriority.Unknown ? null : change.Priority,
            DueDate = change.DueDate,
            ExpectedVersion = change.ExpectedVersion,
        };
        ReadTicket ticket = await actions.UpdateAsync(id, values, cancellationToken).ConfigureAwait(false);
        if (change.Body is { } body && actions.HasMarkerField && !ticket.NotApplied.Contains(nameof(RemediationTicket.Text), StringComparer.Ordinal))
        {
            // The first text of such a ticket cannot be changed: the new one follows it.
            string stamp = CommentStamp.Of(ticket.Key, "text " + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(body))));
            await actions.CommentAsync(id, Stamped(body, stamp), stamp, cancellationToken).ConfigureAwait(false);
        }

        return Ticket(ticket);
    }

    /// <inheritdoc/>
    public Task CommentAsync(string id, TrackerComment comment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(comment);
        return actions.CommentAsync(id, comment.Text, comment.Stamp, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<TrackerTicket> CloseAsync(string id, TicketResolution resolution, TrackerComment? comment, CancellationToken cancellationToken) =>
        Ticket(await actions.CloseAsync(id, resolution, comment?.Text, comment?.Stamp, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public async Task<TrackerTicket> ResolveAsync(string id, TrackerComment comment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(comment);
        return Ticket(await actions.VerifyAsync(id, comment.Text, comment.Stamp, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<TrackerTicket> ReopenAsync(string id, TrackerComment comment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(comment);
        return Ticket(await actions.ReopenAsync(id, comment.Text, comment.Stamp, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public Task AttachAsync(string id, TrackerFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        return actions.AttachAsync(id, file.Name, file.ContentType, file.Content, cancellationToken);
    }

    /// <inheritdoc/>
    public Task MarkDuplicateAsync(string id, string winnerId, CancellationToken cancellationToken) => actions.MarkDuplicateAsync(id, winnerId, cancellationToken);

    private string? Marker(string body) => actions.HasMarkerField ? TicketMarker.Read(body)?.ToText() : null;

    private string Stamped(string text, string stamp) => Abilities.Dialect == TicketDialect.Html ? $"{text}\n<p>{stamp}</p>" : $"{text}\n\n{stamp}";

    private static TicketDialect DialectOf(TicketActions actions) => Enum.TryParse(actions.Dialect, ignoreCase: true, out TicketDialect dialect)
        ? dialect
        : throw new FailureException(
            FailureId.ConnectionInvalid,
            $"The connection {actions.Name} writes text as '{actions.Dialect}', which is no dialect.",
            $"Correct the connector's 'dialect': {string.Join(", ", Enum.GetNames<TicketDialect>())}; case does not count.",
            actions.Name);

    private static TextLimit Limit(TrackerLimit limit) => new(limit.Count, Enum.Parse<TextUnit>(limit.Unit, ignoreCase: true));

    private static TrackerTicket Ticket(ReadTicket ticket) => new()
    {
        Id = ticket.Id,
        Number = ticket.Number,
        Url = ticket.Url,
        Title = ticket.Title,
        State = ticket.State,
        Resolution = ticket.Resolution,
        SameResolution = ticket.SameResolution,
        Team = ticket.Team,
        Priority = ticket.Priority,
        SamePriority = ticket.SamePriority,
        DueDate = ticket.DueDate,
        Key = ticket.Key,
        Body = ticket.Body,
        Version = ticket.Version,
        IsTouched = ticket.IsTouched,
        CreatedAt = ticket.CreatedAt,
        UpdatedAt = ticket.UpdatedAt,
        ClosedAt = ticket.ClosedAt,
        NotApplied = ticket.NotApplied,
    };
}
