namespace SecAutomation.Remediation.Delivery;

/// <summary>A case management solution: the few things that delivering tickets needs of it.</summary>
/// <remarks>
/// Foreseen failures are <see cref="FailureException"/>. A change that the server certainly did not make fails with
/// <see cref="FailureId.RequestRefused"/>, <see cref="FailureId.PermissionMissing"/>, <see cref="FailureId.CredentialRefused"/>,
/// <see cref="FailureId.RateLimited"/> or <see cref="FailureId.ConnectionFailed"/> (nothing was sent); any doubt is
/// <see cref="FailureId.TicketOutcomeUncertain"/>. All members may be called at once.
/// </remarks>
public interface ITicketTracker
{
    /// <summary>The connection's name.</summary>
    string Name { get; }

    /// <summary>What the tracker is called in keys: its stable identity with project or queue. It never changes.</summary>
    string Instance { get; }

    /// <summary>What it can do.</summary>
    TrackerAbilities Abilities { get; }

    /// <summary>Makes sure, once per run and before anything is written, that the tracker is fit.</summary>
    /// <param name="teams">The teams that tickets will go to.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FailureException">
    /// The field of the key is missing or cannot be written or read, a search for a key that cannot exist finds something,
    /// or a team is not known.
    /// </exception>
    Task PrepareAsync(IReadOnlyCollection<string> teams, CancellationToken cancellationToken);

    /// <summary>Finds tickets, closed ones too.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The tickets, each once; never a part of them.</returns>
    Task<IReadOnlyList<TrackerTicket>> FindAsync(TrackerQuery query, CancellationToken cancellationToken);

    /// <summary>Reads one ticket as it is now. Whether people touched it is not asked; <see cref="FindAsync"/> by id does that.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The ticket; null where there is none.</returns>
    Task<TrackerTicket?> ReadAsync(string id, CancellationToken cancellationToken);

    /// <summary>Creates a ticket. The request is sent once.</summary>
    /// <param name="draft">The ticket.</param>
    /// <param name="cancellationToken">Stops before it is sent. Once it is sent, stopping is a doubt.</param>
    /// <returns>The ticket as the server answers, which may be less than it is (<see cref="TrackerAbilities.NeedsReadBack"/>); its id counts.</returns>
    /// <exception cref="FailureException"><see cref="FailureId.TicketOutcomeUncertain"/>: the server may have made it.</exception>
    Task<TrackerTicket> CreateAsync(TrackerDraft draft, CancellationToken cancellationToken);

    /// <summary>Changes fields of a ticket. It may be repeated.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="change">What is to be changed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The ticket as it is afterwards, read again, with the fields that the server dropped in <see cref="TrackerTicket.NotApplied"/>.</returns>
    Task<TrackerTicket> UpdateAsync(string id, TrackerChange change, CancellationToken cancellationToken);

    /// <summary>Comments a ticket, unless a comment with this stamp is there.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="comment">The comment.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task CommentAsync(string id, TrackerComment comment, CancellationToken cancellationToken);

    /// <summary>Closes a ticket. One that is closed already stays as it is.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="resolution">Why.</param>
    /// <param name="comment">What to say; null: nothing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The ticket as it is afterwards. Where the tracker's workflow does not allow it, <c>State</c> is in <see cref="TrackerTicket.NotApplied"/>.</returns>
    Task<TrackerTicket> CloseAsync(string id, TicketResolution resolution, TrackerComment? comment, CancellationToken cancellationToken);

    /// <summary>Says that the work is done and that somebody is to verify it. A tracker without such a state closes the ticket.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="comment">What to say.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The ticket as it is afterwards.</returns>
    Task<TrackerTicket> ResolveAsync(string id, TrackerComment comment, CancellationToken cancellationToken) =>
        CloseAsync(id, TicketResolution.Fixed, comment, cancellationToken);

    /// <summary>Opens a closed ticket again. One that is open stays as it is.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="comment">Why.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The ticket as it is afterwards.</returns>
    Task<TrackerTicket> ReopenAsync(string id, TrackerComment comment, CancellationToken cancellationToken);

    /// <summary>Attaches a file, unless one of this name is there.</summary>
    /// <param name="id">The ticket's id.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task AttachAsync(string id, TrackerFile file, CancellationToken cancellationToken);

    /// <summary>Merges a ticket into its twin or closes it as a duplicate of it, as the tracker can. Nothing is deleted.</summary>
    /// <param name="id">The ticket that loses.</param>
    /// <param name="winnerId">The ticket that stays.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task MarkDuplicateAsync(string id, string winnerId, CancellationToken cancellationToken);
}
