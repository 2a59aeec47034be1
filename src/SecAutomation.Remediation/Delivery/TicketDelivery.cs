namespace SecAutomation.Remediation.Delivery;

/// <summary>
/// Leads one ticket from an intention to exactly one ticket in a tracker, without any I/O: answers go in, steps come out. It may
/// be stopped at any step, by a power cut too, and begun again by any machine that has the ledger or only the tracker.
/// </summary>
/// <remarks>
/// The key is looked for before anything is sent. The intent is durable before the request leaves, and the request is sent once:
/// after any doubt the answer is found by searching, once the tracker has had its time to settle, and by nothing else. What the
/// tracker dropped is sent once more and then named.
/// </remarks>
public sealed class TicketDelivery
{
    private readonly TrackerDraft _draft;
    private readonly TrackerAbilities _abilities;
    private readonly Queue<TrackerTicket> _losers = new();
    private DateTimeOffset? _sentAt;
    private FailureException? _doubt;
    private TrackerTicket? _ticket;
    private bool _isOurs;
    private bool _wasRepaired;
    private bool _wasFoundAgain;
    private bool _isKnown;
    private DeliveryStep _next;

    /// <summary>Begins.</summary>
    /// <param name="draft">The ticket.</param>
    /// <param name="abilities">What the tracker can do.</param>
    /// <param name="sentAt">When an earlier request for this key left whose outcome nobody knows; null where there was none.</param>
    /// <param name="knownId">The id that the ledger knows for the key; null where it knows none. A search may not show it yet.</param>
    public TicketDelivery(TrackerDraft draft, TrackerAbilities abilities, DateTimeOffset? sentAt = null, string? knownId = null)
    {
        _draft = draft;
        _abilities = abilities;
        _sentAt = sentAt;
        _isKnown = knownId is not null;
        _next = knownId is null ? Search() : new DeliveryStep(DeliveryStepKind.ReadBack) { Id = knownId };
    }

    /// <summary>What came of it, once <see cref="Next"/> is Done.</summary>
    public DeliveryOutcome? Outcome { get; private set; }

    /// <summary>The step to do now.</summary>
    public DeliveryStep Next => _next;

    /// <summary>The search ended.</summary>
    /// <param name="tickets">What it found.</param>
    /// <param name="askedAt">When it was asked, UTC.</param>
    public void Found(IReadOnlyList<TrackerTicket> tickets, DateTimeOffset askedAt)
    {
        Expect(DeliveryStepKind.Find);
        IReadOnlyList<TrackerTicket> twins = TwinTickets.Of(tickets, _draft.Key);
        if (_isOurs)
        {
            SettleTwins(twins);
        }
        else if (twins.Count > 0)
        {
            Adopt(twins);
        }
        else if (_sentAt is { } sent && askedAt < sent + _abilities.SettleTime)
        {
            _next = new DeliveryStep(DeliveryStepKind.Wait) { Until = sent + _abilities.SettleTime };
        }
        else if (_doubt is not null)
        {
            // It may come yet. The next run looks again, and only then sends anew.
            End(TicketAction.Uncertain, "The request was sent, and no answer tells whether the ticket was made. The next run looks for it first.", null, _doubt);
        }
        else
        {
            _next = new DeliveryStep(DeliveryStepKind.Intend);
        }
    }

    /// <summary>The time has come.</summary>
    public void Waited()
    {
        Expect(DeliveryStepKind.Wait);
        _next = Search();
    }

    /// <summary>The intent is durable.</summary>
    /// <param name="at">The time that it says, UTC.</param>
    public void Intended(DateTimeOffset at)
    {
        Expect(DeliveryStepKind.Intend);
        _sentAt = at;
        _next = new DeliveryStep(DeliveryStepKind.Create);
    }

    /// <summary>The tracker made the ticket.</summary>
    /// <param name="ticket">Its answer.</param>
    public void Created(TrackerTicket ticket)
    {
        Expect(DeliveryStepKind.Create);
        _ticket = ticket;
        _isOurs = true;
        if (!_abilities.NeedsReadBack && ticket.Key == _draft.Key)
        {
            RepairOrEnd(ticket);
            return;
        }

        _next = new DeliveryStep(DeliveryStepKind.ReadBack) { Id = ticket.Id };
    }

    /// <summary>The request for a new ticket failed.</summary>
    /// <param name="failure">How. Only what certainly was not done is a failure; everything else is a doubt.</param>
    public void Failed(FailureException failure)
    {
        Expect(DeliveryStepKind.Create);
        if (IsCertain(failure.Id))
        {
            End(TicketAction.Failed, failure.Message, null, failure);
            return;
        }

        _doubt = failure;
        _next = new DeliveryStep(DeliveryStepKind.Wait) { Until = _sentAt!.Value + _abilities.SettleTime };
    }

    /// <summary>The ticket was read.</summary>
    /// <param name="ticket">As it is; null where the tracker does not show it, or could not be asked.</param>
    public void Read(TrackerTicket? ticket)
    {
        Expect(DeliveryStepKind.ReadBack);
        if (_isKnown)
        {
            _isKnown = false;
            IReadOnlyList<TrackerTicket> known = ticket is null ? [] : TwinTickets.Of([ticket], _draft.Key);
            if (known.Count > 0)
            {
                Adopt(known);
            }
            else
            {
                _next = Search();
            }

            return;
        }

        if (ticket is null)
        {
            EndCreated(_ticket!, "It could not be read back.");
            return;
        }

        // A tracker may drop the key where another ticket has it already: then this one lost a race.
        if (ticket.Key != _draft.Key && !_wasFoundAgain)
        {
            _ticket = ticket;
            _wasFoundAgain = true;
            _next = Search();
            return;
        }

        RepairOrEnd(ticket);
    }

    /// <summary>What had been dropped was sent again.</summary>
    /// <param name="ticket">The ticket as it is now; null where that failed.</param>
    public void Repaired(TrackerTicket? ticket)
    {
        Expect(DeliveryStepKind.Repair);
        EndCreated(ticket ?? _ticket!, "");
    }

    /// <summary>A twin was merged, or could not be.</summary>
    public void Merged()
    {
        Expect(DeliveryStepKind.MarkDuplicate);
        MergeNext();
    }

    /// <summary>Whether a failure says that the server certainly made nothing.</summary>
    /// <param name="id">The failure.</param>
    /// <returns>True for a plain no, and for a request that never left.</returns>
    public static bool IsCertain(FailureId id) => id is FailureId.RequestRefused or FailureId.RequestTooLarge or FailureId.PermissionMissing
        or FailureId.CredentialRefused or FailureId.RateLimited or FailureId.ConnectionFailed or FailureId.CertificateInvalid
        or FailureId.RedirectRefused;

    private DeliveryStep Search() => new(DeliveryStepKind.Find) { SentAt = _sentAt };

    private void Adopt(IReadOnlyList<TrackerTicket> twins)
    {
        _ticket = twins[0];
        foreach (TrackerTicket loser in twins.Skip(1).Where(loser => loser.State != TicketState.Closed))
        {
            _losers.Enqueue(loser);
        }

        MergeNext();
    }

    // Ours has lost its key. Where a twin has it, ours is merged into that; else it gets the key back.
    private void SettleTwins(IReadOnlyList<TrackerTicket> twins)
    {
        TrackerTicket ours = _ticket!;
        if (twins.FirstOrDefault(twin => twin.Id != ours.Id && twin.Key == _draft.Key) is not { } winner)
        {
            RepairOrEnd(ours);
            return;
        }

        _ticket = winner;
        _isOurs = false;
        _losers.Enqueue(ours);
        MergeNext();
    }

    private void MergeNext()
    {
        if (_losers.TryDequeue(out TrackerTicket? loser))
        {
            _next = new DeliveryStep(DeliveryStepKind.MarkDuplicate) { Id = loser.Id, WinnerId = _ticket!.Id };
            return;
        }

        bool isMade = _sentAt is not null;
        End(
            isMade && _doubt is not null ? TicketAction.Created : TicketAction.Adopted,
            (isMade, _doubt) switch
            {
                (true, not null) => "The answer was lost; the ticket was found.",
                (true, null) => "An earlier run made it and did not live to hear the answer, or another run was faster.",
                _ => "It was there already and was recognised by its key.",
            },
            _ticket);
    }

    private void RepairOrEnd(TrackerTicket ticket)
    {
        _ticket = ticket;
        TrackerChange change = new()
        {
            Key = ticket.Key == _draft.Key ? null : _draft.Key,
            Team = HasTeam(ticket) ? null : _draft.Team,
            Priority = HasPriority(ticket) ? null : _draft.Priority,
            DueDate = HasDueDate(ticket) ? null : _draft.DueDate,
        };
        if (change.IsEmpty || _wasRepaired)
        {
            EndCreated(ticket, "");
            return;
        }

        _wasRepaired = true;
        _next = new DeliveryStep(DeliveryStepKind.Repair) { Id = ticket.Id, Change = change };
    }

    private void EndCreated(TrackerTicket ticket, string reason) =>
        End(TicketAction.Created, reason, ticket with { NotApplied = NotApplied(ticket) });

    private string[] NotApplied(TrackerTicket ticket)
    {
        SortedSet<string> dropped = new(ticket.NotApplied, StringComparer.Ordinal);
        if (ticket.Key != _draft.Key)
        {
            dropped.Add(nameof(RemediationTicket.Key));
        }

        if (!HasTeam(ticket))
        {
            dropped.Add(nameof(RemediationTicket.Team));
        }

        if (!HasPriority(ticket))
        {
            dropped.Add(nameof(RemediationTicket.Priority));
        }

        if (!HasDueDate(ticket))
        {
            dropped.Add(nameof(RemediationTicket.DueDate));
        }

        return [.. dropped];
    }

    private bool HasTeam(TrackerTicket ticket) =>
        ticket.Team is not { } team || string.Equals(team.Trim(), _draft.Team.Trim(), StringComparison.OrdinalIgnoreCase);

    // Where nothing was asked for, what the tracker sets by itself is right.
    private bool HasPriority(TrackerTicket ticket) =>
        ticket.Priority is null || _draft.Priority == RemediationPriority.Unknown || ticket.HasPriority(_draft.Priority);

    private bool HasDueDate(TrackerTicket ticket) => _draft.DueDate is not { } due || ticket.DueDate == due;

    private void End(TicketAction action, string reason, TrackerTicket? ticket, FailureException? failure = null)
    {
        Outcome = new DeliveryOutcome(action, reason, ticket, failure);
        _next = new DeliveryStep(DeliveryStepKind.Done);
    }

    private void Expect(DeliveryStepKind kind)
    {
        if (_next.Kind != kind)
        {
            throw new InvalidOperationException($"The delivery waits for {_next.Kind}, not for {kind}.");
        }
    }
}
