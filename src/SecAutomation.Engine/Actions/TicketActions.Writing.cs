using System.Globalization;
using SecAutomation.Engine.Manifests.Actions;
using SecAutomation.Engine.Manifests.Requests;

namespace SecAutomation.Engine.Actions;

/// <content>What is written.</content>
public sealed partial class TicketActions
{
    /// <summary>Creates a ticket. The request is sent once, the key in it.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="cancellationToken">Stops it before it is sent; from then on, stopping is a doubt.</param>
    /// <returns>The ticket as the answer says it, which may be little more than its id.</returns>
    /// <exception cref="FailureException"><see cref="FailureId.TicketOutcomeUncertain"/>: the product may have made it.</exception>
    public async Task<ReadTicket> CreateAsync(TicketValues ticket, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        if (ticket.Team is null)
            ticket = ticket with { Team = DefaultTeam };
        TemplateValues values = await WrittenAsync(ticket, cancellationToken).ConfigureAwait(false);
        TicketRecordReader reader = await ReaderAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            (IReadOnlyList<ReadTicket> made, _, _) = await _requests
                .ReadPageAsync(_requests.Find(ActionName.Create)!, values, reader.Read, cancellationToken).ConfigureAwait(false);
            return made is [{ } first, ..] ? Recent(first) : throw Uncertain(ticket, "the answer names no ticket", null);
        }
        catch (OperationCanceledException stopped)
        {
            throw Uncertain(ticket, "the run was stopped while the request was under way", stopped);
        }
        catch (FailureException failure) when (failure.Id is FailureId.AnswerNotUnderstood or FailureId.ReadIncomplete or FailureId.TimedOut or FailureId.EncodingInvalid or FailureId.LimitExceeded)
        {
            throw Uncertain(ticket, $"the answer cannot be read ({failure.Message})", failure);
        }
    }

    /// <summary>Changes fields of a ticket and reads it back. It may be repeated.</summary>
    /// <param name="id">The ticket's id.</param>
    /// <param name="change">What is to be changed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The ticket as it is afterwards, with what the product did not take in <see cref="ReadTicket.NotApplied"/>.</returns>
    public async Task<ReadTicket> UpdateAsync(string id, TicketValues change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        TemplateValues values = (await WrittenAsync(change, cancellationToken).ConfigureAwait(false)).With(ActionTerms.InputId, id).With(ActionTerms.InputVersion, change.ExpectedVersion);
        await DoAsync(ActionName.Update, values, cancellationToken).ConfigureAwait(false);
        return await ReadBackAsync(id, change, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a ticket and says which of what was written is not there.</summary>
    public async Task<ReadTicket> ReadBackAsync(string id, TicketValues written, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(written);
        ReadTicket ticket = await ReadFieldsAsync(id, cancellationToken).ConfigureAwait(false) ?? throw NotFound(id);
        PriorityScale scale = await ScaleAsync(cancellationToken).ConfigureAwait(false);
        List<string> missing = [];
        if (written.Key is { } key && ticket.Key != key)
            missing.Add(nameof(RemediationTicket.Key));
        if (written.Title is { } title && ticket.Title != title.Trim())
            missing.Add(nameof(RemediationTicket.Title));
        if ((_tracker.MarkerField is null ? written.Body : written.Marker) is { } body && !TicketBody.IsSame(body, ticket.Body))
            missing.Add(nameof(RemediationTicket.Text));
        if (written.Team is { } team && (await TeamAsync(team, cancellationToken).ConfigureAwait(false)).Id != ticket.TeamId)
            missing.Add(nameof(RemediationTicket.Team));
        if (written.Priority is { } priority && scale.Write(priority) is { } value && ticket.PriorityValue != value)
            missing.Add(nameof(RemediationTicket.Priority));
        if (written.DueDate is { } due && ticket.DueDate != due)
            missing.Add(nameof(RemediationTicket.DueDate));
        return missing.Count == 0 ? ticket : ticket with { NotApplied = missing };
    }

    /// <summary>Comments a ticket, unless a comment holds the stamp.</summary>
    /// <param name="id">The ticket's id.</param>
    /// <param name="text">The comment in the product's dialect.</param>
    /// <param name="stamp">What it is looked for by; it stands in the text.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task CommentAsync(string id, string text, string stamp, CancellationToken cancellationToken)
    {
        if (await HasCommentAsync(id, stamp, cancellationToken).ConfigureAwait(false))
            return;
        try
        {
            await _requests.DoAsync(
                _requests.Find(ActionName.Comment)!, _names.Fields.With(ActionTerms.InputId, id).With(ActionTerms.InputComment, text), cancellationToken).ConfigureAwait(false);
        }
        catch (FailureException doubt) when (doubt.Id == FailureId.TicketOutcomeUncertain)
        {
            if (!await HasCommentAsync(id, stamp, cancellationToken).ConfigureAwait(false))
                throw;
        }
    }

    /// <summary>Attaches a file, unless one of its name is there.</summary>
    /// <param name="id">The ticket's id.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="contentType">The kind of content.</param>
    /// <param name="content">The content.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task AttachAsync(string id, string name, string contentType, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (_requests.Find(ActionName.Attach) is not { } attach)
            throw new FailureException(FailureId.RequestRefused, $"{Name}: {_connection.Connector.Title} takes no files here.", target: name);
        if (await HasFileAsync(id, name, cancellationToken).ConfigureAwait(false))
            return;
        TemplateValues values = _names.Fields.With(ActionTerms.InputId, id).With(ActionTerms.InputFileName, name).With(ActionTerms.InputFileType, contentType).With(ActionTerms.InputFile, content);
        try
        {
            if (_requests.Find(ActionName.Upload) is { } upload)
            {
                (IReadOnlyList<string> token, _, _) = await _requests.ReadPageAsync(upload, values, Text, cancellationToken).ConfigureAwait(false);
                values = values.With(ActionTerms.InputToken, token is [{ } first, ..] ? first : null);
            }

            await _requests.DoAsync(attach, values, cancellationToken).ConfigureAwait(false);
        }
        catch (FailureException doubt) when (doubt.Id == FailureId.TicketOutcomeUncertain)
        {
            if (!await HasFileAsync(id, name, cancellationToken).ConfigureAwait(false))
                throw;
        }
    }

    /// <summary>Merges a ticket into its twin, or closes it as a duplicate of it, and makes sure of it.</summary>
    /// <param name="id">The ticket that loses.</param>
    /// <param name="winnerId">The ticket that stays.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task MarkDuplicateAsync(string id, string winnerId, CancellationToken cancellationToken)
    {
        bool isClosing = _requests.Find(ActionName.MarkDuplicate)!.TakesStatus;
        ActionChoice? step = isClosing
            ? await StepAsync(id, _tracker.OtherStatus, choices => choices.LastOrDefault(choice => choice.IsClosed == true), cancellationToken).ConfigureAwait(false)
            : null;
        ReadTicket? before = await ReadFieldsAsync(id, cancellationToken).ConfigureAwait(false);
        TemplateValues values = _names.Fields
            .With(ActionTerms.InputId, id)
            .With(ActionTerms.InputKey, before?.Key)
            .With(ActionTerms.InputWinner, winnerId)
            .With(ActionTerms.InputStatus, step?.Id)
            .With(ActionTerms.InputResolution, step is null ? null : ResolutionOf(step, TicketResolution.Duplicate));
        if (_requests.Find(ActionName.Link) is not null)
            await DoAsync(ActionName.Link, values, cancellationToken).ConfigureAwait(false);
        await DoAsync(ActionName.MarkDuplicate, values, cancellationToken).ConfigureAwait(false);
        if (!isClosing && _tracker.DuplicateLink.Length > 0)
            await CloseAsync(id, TicketResolution.Duplicate, null, null, cancellationToken).ConfigureAwait(false);
        ReadTicket? loser = await ReadFieldsAsync(id, cancellationToken).ConfigureAwait(false);
        if (loser is not null && loser.Id == id && loser.State != TicketState.Closed)
        {
            throw new FailureException(
                FailureId.RequestRefused,
                $"{Name}: the ticket {id} is a duplicate of {winnerId} and could not be marked as one.",
                "Give the account the right to change and close tickets, or close it by hand.",
                id);
        }
    }

    /// <summary>Sends a change that may be repeated: what came of it is read back, so that a doubt is none.</summary>
    private async Task DoAsync(ActionName name, TemplateValues values, CancellationToken cancellationToken)
    {
        try
        {
            await _requests.DoAsync(_requests.Find(name)!, values, cancellationToken).ConfigureAwait(false);
        }
        catch (FailureException doubt) when (doubt.Id == FailureId.TicketOutcomeUncertain)
        {
            _observer.Told($"{doubt.Message} The ticket is read again to see.");
        }
    }

    private async Task<TemplateValues> WrittenAsync(TicketValues ticket, CancellationToken cancellationToken)
    {
        ActionChoice? team = ticket.Team is { } name ? await TeamAsync(name, cancellationToken).ConfigureAwait(false) : null;
        await CheckFieldsAsync(team, cancellationToken).ConfigureAwait(false);
        PriorityScale scale = await ScaleAsync(cancellationToken).ConfigureAwait(false);
        TemplateValues values = _names.Fields
            .With(ActionTerms.InputKey, ticket.Key)
            .With(ActionTerms.InputMarker, ticket.Marker)
            .With(ActionTerms.InputTitle, ticket.Title)
            .With(ActionTerms.InputBody, ticket.Body)
            .With(ActionTerms.InputTeam, team?.Id)
            .With(ActionTerms.InputTeamName, team?.Name)
            .With(ActionTerms.InputPriority, ticket.Priority is { } priority ? scale.Write(priority) : null)
            .With(ActionTerms.InputDueDate, ticket.DueDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return WithParts(values, ticket.Priority);
    }

    private async Task<bool> HasCommentAsync(string id, string stamp, CancellationToken cancellationToken) =>
        (await CommentsAsync(id, cancellationToken).ConfigureAwait(false)).Any(text => text.Contains(stamp, StringComparison.Ordinal));

    private async Task<bool> HasFileAsync(string id, string name, CancellationToken cancellationToken) =>
        (await FilesAsync(id, cancellationToken).ConfigureAwait(false)).Any(text => string.Equals(text, name, StringComparison.Ordinal));

    private FailureException NotFound(string id) =>
        new(FailureId.TicketNotFound, $"{Name}: there is no ticket {id}, or the account may not see it.", "Look whether it was deleted or moved.", id);

    private FailureException Uncertain(TicketValues ticket, string why, Exception? cause) => new(
        FailureId.TicketOutcomeUncertain,
        $"{Name}: whether the ticket '{ticket.Title}' was made is not known: {why}.",
        "Run again: the ticket is looked for before it is made.",
        ticket.Key,
        cause);
}
