using System.Management.Automation;
using SecAutomation.Commands.Delivery;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Commands.Transformation;
using SecAutomation.Remediation.Intelligence;
using SecAutomation.Remediation.Planning;
using SecAutomation.Storage;

namespace SecAutomation.Commands.Abstractions;

/// <summary>A cmdlet that makes a run over tickets out of the hosts of the pipeline.</summary>
public abstract class TicketRunCmdlet : TrackerCmdlet
{
    private readonly List<AssetDetail> _host = [];
    private AssetDeciding? _deciding;

    /// <summary>What belongs into one ticket. Host.</summary>
    [Parameter]
    public RemediationGrouping GroupBy { get; set; }

    /// <summary>The file of a template, Liquid over Markdown.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? Template { get; set; }

    /// <summary>How many days each risk allows, and which days count: Exploited, Critical, High, Medium, Low, Unknown, Grace, BusinessDays, Holiday, Weekend.</summary>
    [Parameter, ValidateNotNull]
    public System.Collections.Hashtable? DueDateSetting { get; set; }

    /// <summary>The hosts of the pipeline.</summary>
    private protected IReadOnlyList<AssetDetail> Wanted => _host;

    /// <summary>The time of the run, UTC.</summary>
    private protected DateTimeOffset Now { get; } = Time.GetUtcNow();

    /// <summary>Takes in what came down the pipeline.</summary>
    private protected void Collect(PSObject?[] inputs)
    {
        foreach (PSObject? input in inputs)
        {
            if (input is not null && DetailInput.Read(input, _deciding ??= EarlierTables.Deciding(WriteWarning)) is { } host)
                _host.Add(host);
            else
                WriteError(DetailInput.NotUnderstood(input));
        }
    }

    /// <summary>What every plan needs.</summary>
    private protected PlanOptions Options() => new()
    {
        GroupBy = GroupBy,
        Today = DateOnly.FromDateTime(Now.UtcDateTime),
        Template = TemplateFile.Read(this, Template),
        DueDates = DueDateSettings.Read(DueDateSetting),
    };

    /// <summary>Plans, asks and writes.</summary>
    /// <param name="limits">How much the run may change.</param>
    /// <param name="plan">What it wants; the second argument is the team of the connection where nobody names one, null for the local store.</param>
    private protected void Deliver(RunLimits limits, Func<IPipelineWriter, string?, ITicketPlanning> plan) => UsePlace(
        (use, writer, token) => new TrackerRun(plan(writer, use.DefaultTeam), limits, ThrottleLimit, Time).MakeAsync(use.Tracker, use.Ledger, writer, token),
        (store, writer, token) => new LocalRun(plan(writer, null), limits, Time).MakeAsync(store, writer, token));

    /// <summary>Plans, and writes the plan into a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="plan">What is wanted; its argument is the team of the connection where nobody names one.</param>
    private protected void MakePlan(string path, Func<string?, ITicketPlanning> plan) => UsePlace(
        async (use, writer, token) =>
        {
            ITicketPlanning planning = plan(use.DefaultTeam);
            IReadOnlyList<StoredTicket> existing = await new TrackerShelf(use.Tracker, use.Ledger).FindAsync(planning, token).ConfigureAwait(false);
            return Write(planning, use.Tracker.Name, use.Tracker.Instance, existing, path, writer);
        },
        async (store, writer, token) =>
        {
            ITicketPlanning planning = plan(null);
            if (store.Instance.Length == 0)
            {
                // The keys of a plan hold the store's own name, which it has from its first transaction on.
                TicketTransaction made = await store.BeginAsync(token).ConfigureAwait(false);
                await using (made.ConfigureAwait(false))
                    await made.CommitAsync(token).ConfigureAwait(false);
            }

            return Write(planning, store.Path, store.Instance, await LocalShelf.FindAsync(planning, store.FindAsync, token).ConfigureAwait(false), path, writer);
        });

    private int Write(ITicketPlanning planning, string place, string instance, IReadOnlyList<StoredTicket> existing, string path, IPipelineWriter writer)
    {
        (RemediationPlan plan, RunPlan run) = new PlanMaking(planning, path, Now).Make(place, instance, existing);
        foreach (LeftOutHost host in run.LeftOut)
            writer.Warning($"{host.Host.ComputerName} gets no ticket. {host.Reason}");

        foreach (string remark in run.Remark)
            writer.Warning(remark);

        writer.Output(plan);
        return run.Ticket.Count;
    }
}
