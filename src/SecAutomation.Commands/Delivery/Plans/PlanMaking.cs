using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Delivery.Planning;
using SecAutomation.Commands.Rules;
using SecAutomation.Remediation.Planning;
using SecAutomation.Remediation.Rules;

namespace SecAutomation.Commands.Delivery.Plans;

/// <summary>Writes a plan down instead of carrying it out.</summary>
/// <param name="planning">What is wanted.</param>
/// <param name="path">The file.</param>
/// <param name="now">The time, UTC.</param>
internal sealed class PlanMaking(ITicketPlanning planning, string path, DateTimeOffset now)
{
    /// <summary>What the policy of this machine allows.</summary>
    public TicketPolicy Policy { get; init; } = TicketPolicy.None;

    /// <summary>Says what a plan will cost.</summary>
    public Func<RunPlan, RunForecast> Forecast { get; init; } = _ => RunForecast.None;

    /// <summary>Makes the plan and its file.</summary>
    /// <param name="place">The connection, or the path of the store.</param>
    /// <param name="instance">The tracker's own name.</param>
    /// <param name="existing">The tickets that are there.</param>
    /// <returns>The plan, and what it leaves out.</returns>
    public (RemediationPlan Plan, RunPlan Run) Make(string place, string instance, IReadOnlyList<StoredTicket> existing)
    {
        RunPlan run = planning.Plan(instance, existing);
        RemediationRun summary = planning.Describe(new RemediationRun { Kind = planning.Kind });
        var content = new PlanContent(planning.Kind, now, place, instance, summary, [.. run.Ticket.Select(Item)])
        {
            Forecast = Forecast(run), Limit = PolicyView.Of(Policy), Remark = [.. Remarks(run)],
        };
        string hash = PlanFile.Write(path, content);
        return (Show(content, hash, path), run);
    }

    /// <summary>A plan as the user sees it.</summary>
    public static RemediationPlan Show(PlanContent content, string hash, string path) => new()
    {
        Path = path,
        Hash = hash,
        Kind = content.Kind,
        CreatedAt = content.CreatedAt,
        Connection = content.Connection,
        Instance = content.Instance,
        Creates = content.Ticket.Count(item => item.Action == TicketAction.Created),
        Updates = content.Ticket.Count(item => item.Action is TicketAction.Updated or TicketAction.Reopened),
        Closes = content.Ticket.Count(item => item.Action == TicketAction.Closed),
        LeftAlone = content.Ticket.Count(item => item.Action is TicketAction.Unchanged or TicketAction.Skipped),
        Requests = content.Forecast?.Requests ?? 0,
        RequestLimit = content.Forecast?.Limit ?? "",
        Duration = content.Forecast?.Duration,
        Limit = content.Limit ?? [],
        Remark = content.Remark ?? [],
        Ticket =
        [
            .. content.Ticket.Select(item => TicketRecord.Of(item.Draft, content.Connection, item.Action, item.Reason) with
            {
                Id = item.Id ?? "", Number = item.Number ?? "",
            }),
        ],
    };

    private IEnumerable<string> Remarks(RunPlan run)
    {
        foreach (LeftOutHost host in run.LeftOut)
            yield return $"{host.Host.ComputerName} gets no ticket. {host.Reason}";

        foreach (string remark in run.Remark)
            yield return remark;

        if (Exceeded(run) is { } failure)
            yield return $"This plan is not going to be carried out on this machine. {failure.Message}";
    }

    private FailureException? Exceeded(RunPlan run)
    {
        try
        {
            // How many tickets are open is not known here: the share is looked at when it is carried out.
            (RunLimits.None.Within(Policy) with { Share = 100 }).Check(run.Ticket, 0);
            return null;
        }
        catch (FailureException failure) when (failure.Id is FailureId.TooManyTickets or FailureId.PolicyForbids)
        {
            return failure;
        }
    }

    private static PlanItem Item(PlannedTicket ticket) => new(
        ticket.Action,
        ticket.Reason,
        ticket.Existing?.Id,
        ticket.Existing?.Number,
        ticket.Existing is null ? null : TicketPrint.Of(ticket.Existing),
        ticket.State,
        ticket.Resolution,
        ticket.Comment,
        ticket.Draft);
}
