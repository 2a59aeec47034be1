using SecAutomation.Engine.Manifests;

namespace SecAutomation.Engine.Actions;

/// <content>What moves a ticket through its life.</content>
public sealed partial class TicketActions
{
    /// <summary>Closes a ticket. One that is closed stays as it is.</summary>
    /// <param name="id">The ticket's id.</param>
    /// <param name="resolution">Why.</param>
    /// <param name="comment">What to say; null: nothing.</param>
    /// <param name="stamp">What the comment is looked for by.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The ticket as it is afterwards; where the product's workflow does not allow it, <c>State</c> is in <see cref="ReadTicket.NotApplied"/>.</returns>
    public Task<ReadTicket> CloseAsync(string id, TicketResolution resolution, string? comment, string? stamp, CancellationToken cancellationToken)
    {
        bool isFixed = resolution == TicketResolution.Fixed;
        return MoveAsync(
            ActionName.Close,
            id,
            isFixed ? _tracker.FixedStatus : _tracker.OtherStatus,
            choices => isFixed ? choices.FirstOrDefault(choice => choice.IsClosed == true) : choices.LastOrDefault(choice => choice.IsClosed == true),
            ticket => ticket.State == TicketState.Closed,
            comment,
            stamp,
            cancellationToken);
    }

    /// <summary>Says that the work is done and waits to be verified; closes the ticket where the product has no status for that.</summary>
    public async Task<ReadTicket> VerifyAsync(string id, string comment, string stamp, CancellationToken cancellationToken)
    {
        string? status = await StatusAsync(id, _tracker.VerifyStatus, _ => null, cancellationToken).ConfigureAwait(false);
        if (status is null)
            return await CloseAsync(id, TicketResolution.Fixed, comment, stamp, cancellationToken).ConfigureAwait(false);
        return await MoveAsync(
            ActionName.Close, id, _tracker.VerifyStatus, _ => null, ticket => ticket.State == TicketState.Closed || ticket.Status == status, comment, stamp, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens a closed ticket again. One that is open stays as it is.</summary>
    public Task<ReadTicket> ReopenAsync(string id, string comment, string stamp, CancellationToken cancellationToken) => MoveAsync(
        ActionName.Reopen,
        id,
        _tracker.OpenStatus,
        choices => choices.FirstOrDefault(choice => choice.IsClosed == false),
        ticket => ticket.State != TicketState.Closed,
        comment,
        stamp,
        cancellationToken);

    private async Task<ReadTicket> MoveAsync(
        ActionName name,
        string id,
        TextTemplate? named,
        Func<IReadOnlyList<ActionChoice>, ActionChoice?> otherwise,
        Func<ReadTicket, bool> isThere,
        string? comment,
        string? stamp,
        CancellationToken cancellationToken)
    {
        if (_requests.Find(name) is not { } action)
            throw new FailureException(FailureId.RequestRefused, $"{Name}: {_connection.Connector.Title} does not open closed tickets again.", target: id);
        ReadTicket before = await ReadOneAsync(id, cancellationToken).ConfigureAwait(false) ?? throw NotFound(id);
        if (isThere(before))
            return before;

        bool isSaid = comment is null || (stamp is not null && await HasCommentAsync(id, stamp, cancellationToken).ConfigureAwait(false));
        if (!isSaid && !action.TakesComment)
        {
            await CommentAsync(id, comment!, stamp ?? "", cancellationToken).ConfigureAwait(false);
            isSaid = true;
        }

        string? status = await StatusAsync(id, named, otherwise, cancellationToken).ConfigureAwait(false);
        if (status is not null)
        {
            TemplateValues values = _names.Fields.With(ActionTerms.InputId, id).With(ActionTerms.InputStatus, status).With(ActionTerms.InputComment, isSaid ? null : comment);
            await DoAsync(name, values, cancellationToken).ConfigureAwait(false);
        }

        ReadTicket after = await ReadOneAsync(id, cancellationToken).ConfigureAwait(false) ?? throw NotFound(id);
        return isThere(after) ? after : after with { NotApplied = [nameof(RemediationTicket.State)] };
    }

    /// <summary>The status to give to a ticket; null where it can be given none that fits.</summary>
    private async Task<string?> StatusAsync(
        string id, TextTemplate? named, Func<IReadOnlyList<ActionChoice>, ActionChoice?> otherwise, CancellationToken cancellationToken)
    {
        string? name = named?.Fill(_names.Values) is { Length: > 0 } text ? text : null;
        if (_requests.Find(ActionName.Statuses) is null)
            return name;
        IReadOnlyList<ActionChoice> choices = await ChoicesAsync(ActionName.Statuses, _names.Fields.With(ActionTerms.InputId, id), cancellationToken).ConfigureAwait(false);
        return (name is null ? otherwise(choices) : ActionChoice.Find(choices, name))?.Id;
    }
}
