using SecAutomation.Engine.Manifests.Actions;
using SecAutomation.Engine.Manifests.Requests;

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
        var move = new Move(ActionName.Close, isFixed ? _tracker.FixedStatus : _tracker.OtherStatus, ticket => ticket.State == TicketState.Closed)
        {
            Otherwise = choices => isFixed ? choices.FirstOrDefault(choice => choice.IsClosed == true) : choices.LastOrDefault(choice => choice.IsClosed == true),
            Resolution = resolution,
        };
        return MoveAsync(id, move, comment, stamp, cancellationToken);
    }

    /// <summary>Says that the work is done and waits to be verified; closes the ticket where the product has no status for that.</summary>
    public async Task<ReadTicket> VerifyAsync(string id, string comment, string stamp, CancellationToken cancellationToken)
    {
        ReadTicket before = await ReadFieldsAsync(id, cancellationToken).ConfigureAwait(false) ?? throw NotFound(id);
        if (before.State is TicketState.Closed or TicketState.AwaitingVerification)
            return before;
        ActionChoice? step = await StepAsync(id, _tracker.VerifyStatus, _ => null, cancellationToken).ConfigureAwait(false);
        if (step is null)
            return await CloseAsync(id, TicketResolution.Fixed, comment, stamp, cancellationToken).ConfigureAwait(false);
        string status = step.Status ?? step.Id;
        var move = new Move(ActionName.Close, _tracker.VerifyStatus, ticket => ticket.State == TicketState.Closed || ticket.Status == status) { Resolution = TicketResolution.Fixed };
        return await MoveAsync(id, move, comment, stamp, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens a closed ticket again. One that is open stays as it is.</summary>
    public Task<ReadTicket> ReopenAsync(string id, string comment, string stamp, CancellationToken cancellationToken)
    {
        var move = new Move(ActionName.Reopen, _tracker.OpenStatus, ticket => ticket.State != TicketState.Closed)
        {
            Otherwise = choices => choices.FirstOrDefault(choice => choice.IsClosed == false),
        };
        return MoveAsync(id, move, comment, stamp, cancellationToken);
    }

    private async Task<ReadTicket> MoveAsync(string id, Move move, string? comment, string? stamp, CancellationToken cancellationToken)
    {
        if (_requests.Find(move.Name) is not { } action)
            throw new FailureException(FailureId.RequestRefused, $"{Name}: {_connection.Connector.Title} does not open closed tickets again.", target: id);
        ReadTicket before = await ReadFieldsAsync(id, cancellationToken).ConfigureAwait(false) ?? throw NotFound(id);
        if (move.IsThere(before))
            return before;

        bool isSaid = comment is null || (stamp is not null && await HasCommentAsync(id, stamp, cancellationToken).ConfigureAwait(false));
        if (!isSaid && !action.TakesComment)
        {
            await CommentAsync(id, comment!, stamp ?? "", cancellationToken).ConfigureAwait(false);
            isSaid = true;
        }

        if (await StepAsync(id, move.Status, move.Otherwise, cancellationToken).ConfigureAwait(false) is { } step)
        {
            TemplateValues values = _names.Fields
                .With(ActionTerms.InputId, id)
                .With(ActionTerms.InputStatus, step.Id)
                .With(ActionTerms.InputResolution, ResolutionOf(step, move.Resolution))
                .With(ActionTerms.InputComment, isSaid ? null : comment);
            await DoAsync(move.Name, values, cancellationToken).ConfigureAwait(false);
        }

        ReadTicket after = await ReadFieldsAsync(id, cancellationToken).ConfigureAwait(false) ?? throw NotFound(id);
        return move.IsThere(after) ? after : after with { NotApplied = [nameof(RemediationTicket.State)] };
    }

    /// <summary>The status to give to a ticket, or the step that leads to it; null where it can be given none that fits.</summary>
    private async Task<ActionChoice?> StepAsync(
        string id, TextTemplate? named, Func<IReadOnlyList<ActionChoice>, ActionChoice?> otherwise, CancellationToken cancellationToken)
    {
        string? name = named?.Fill(_names.Values) is { Length: > 0 } text ? text : null;
        if (_requests.Find(ActionName.Statuses) is null)
            return name is null ? null : new ActionChoice(name, name);
        IReadOnlyList<ActionChoice> choices = await ChoicesAsync(ActionName.Statuses, _names.Fields.With(ActionTerms.InputId, id), cancellationToken).ConfigureAwait(false);
        return name is null ? otherwise(choices) : ActionChoice.Find(choices, name);
    }

    // A workflow that does not ask for a reason refuses one.
    private string? ResolutionOf(ActionChoice step, TicketResolution resolution)
    {
        string? word = _names.CloseAs.Where(one => one.Resolution == resolution).Select(one => one.Word).FirstOrDefault()
            ?? _names.CloseAs.Where(one => one.Resolution == TicketResolution.Other).Select(one => one.Word).FirstOrDefault();
        if (resolution == TicketResolution.None || word is null || _requests.Find(ActionName.Statuses) is null)
            return resolution == TicketResolution.None ? null : word;
        return step.Resolution.FirstOrDefault(one => string.Equals(one, word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A change of a ticket's status.</summary>
    /// <param name="Name">The action.</param>
    /// <param name="Status">The status by its name.</param>
    /// <param name="IsThere">Whether a ticket has got there.</param>
    private sealed record Move(ActionName Name, TextTemplate? Status, Func<ReadTicket, bool> IsThere)
    {
        /// <summary>Chooses a status where none is named.</summary>
        public Func<IReadOnlyList<ActionChoice>, ActionChoice?> Otherwise { get; init; } = _ => null;

        /// <summary>Why.</summary>
        public TicketResolution Resolution { get; init; }
    }
}
