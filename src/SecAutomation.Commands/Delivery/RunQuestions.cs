using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Delivery.Planning;
using SecAutomation.Commands.Errors;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Commands.Delivery;

/// <summary>Says what a plan leaves out, and asks for each change whether it is to be made.</summary>
/// <param name="plan">The plan.</param>
/// <param name="limits">How much a run may change.</param>
/// <param name="place">What keeps the tickets, for people.</param>
/// <param name="writer">The cmdlet's streams.</param>
internal sealed class RunQuestions(RunPlan plan, RunLimits limits, string place, IPipelineWriter writer)
{
    // Of each change that was asked about: whether it is to be made.
    private readonly Dictionary<string, ChangeAnswer> _answer = new(StringComparer.Ordinal);

    /// <summary>Whether anything is to be done.</summary>
    public bool IsAnyWanted => _answer.ContainsValue(ChangeAnswer.Yes);

    /// <summary>Reports and asks.</summary>
    /// <param name="forecast">What the plan will cost; null for the local store.</param>
    public async Task AskAsync(RunForecast? forecast = null)
    {
        Report();
        if (forecast is not null)
            writer.Verbose(forecast.Text);

        foreach (PlannedTicket ticket in plan.Ticket.Where(ticket => ticket.IsChange))
        {
            ChangeAnswer answer = await writer
                .ShouldProcessAsync($"{ticket.Draft.Title} for {ticket.Draft.Team} in {place}", Action(ticket)).ConfigureAwait(false);
            _answer[Group(ticket)] = answer;
            if (ticket.Existing is not null)
                _answer[ticket.Existing.Id] = answer;
        }

        if (!_answer.ContainsValue(ChangeAnswer.WhatIf))
            return;

        // Where the shell shows what would be done: without a preference of the caller's.
        if (forecast is not null)
            writer.Information(new InformationRecord(new HostInformationMessage { Message = $"What if: {forecast.Text}" }, place) { Tags = { "PSHOST" } });

        int creates = plan.Creates;
        if (creates > limits.Creates)
            writer.Warning($"This plan creates {creates} tickets. Without -WhatIf it needs -MaximumTickets {creates}.");
    }

    /// <summary>Whether a change is to be made.</summary>
    public bool IsWanted(PlannedTicket ticket) => ticket.IsChange && Answer(ticket) == ChangeAnswer.Yes;

    /// <summary>What the user sees of a ticket that is not written.</summary>
    public RemediationTicket Outcome(PlannedTicket ticket)
    {
        string? refusal = !ticket.IsChange ? null : Answer(ticket) switch
        {
            ChangeAnswer.No => "It was not confirmed.",
            null => "Another run changed the store while this one asked. Run again.",
            _ => null,
        };
        TicketAction action = refusal is null ? ticket.Action : TicketAction.Skipped;
        return ticket.Existing is { } existing
            ? TicketRecord.Of(refusal is null ? existing with { Draft = ticket.Draft } : existing, place, action, refusal ?? ticket.Reason)
            : TicketRecord.Of(ticket.Draft, place, action, refusal ?? ticket.Reason);
    }

    private void Report()
    {
        foreach (LeftOutHost host in plan.LeftOut)
        {
            string message = $"{host.Host.ComputerName} gets no ticket. {host.Reason}";
            if (host.Failure is { } failure)
                writer.Error(Failures.ToErrorRecord(new FailureException(failure, message, target: host.Host)));
            else
                writer.Warning(message);
        }

        foreach (string remark in plan.Remark)
            writer.Warning(remark);
    }

    private static string Action(PlannedTicket ticket) => ticket switch
    {
        { Existing: null } => "Create ticket",
        { Action: TicketAction.Closed, State: TicketState.AwaitingVerification } => $"Resolve ticket {ticket.Existing.Number}",
        { Action: TicketAction.Closed } => $"Close ticket {ticket.Existing.Number}",
        { Action: TicketAction.Reopened } => $"Reopen ticket {ticket.Existing.Number}",
        _ => $"Update ticket {ticket.Existing.Number}",
    };

    // The key of a ticket is no name for it here: it holds the name of a store that may not exist yet.
    private static string Group(PlannedTicket ticket) => $"{ticket.Draft.Content.GroupKind}:{ticket.Draft.Content.GroupValue}";

    private ChangeAnswer? Answer(PlannedTicket ticket)
    {
        ChangeAnswer answer;
        return (ticket.Existing is { } existing && _answer.TryGetValue(existing.Id, out answer))
            || _answer.TryGetValue(Group(ticket), out answer)
            ? answer
            : null;
    }
}
