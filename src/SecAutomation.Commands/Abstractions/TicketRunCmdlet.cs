using System.Management.Automation;
using SecAutomation.Commands.Delivery;
using SecAutomation.Commands.Delivery.Local;
using SecAutomation.Commands.Delivery.Planning;
using SecAutomation.Commands.Delivery.Plans;
using SecAutomation.Commands.Delivery.Trackers;
using SecAutomation.Commands.Intelligence;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Commands.Rules;
using SecAutomation.Commands.Transformation;
using SecAutomation.Remediation.Intelligence;
using SecAutomation.Remediation.Planning;
using SecAutomation.Storage;

namespace SecAutomation.Commands.Abstractions;

/// <summary>A cmdlet that makes a run over tickets out of the hosts of the pipeline.</summary>
public abstract class TicketRunCmdlet : TrackerWritingCmdlet
{
    private readonly List<AssetDetail> _host = [];
    private AssetDeciding? _deciding;
    private Action<PSObject?>? _take;

    /// <summary>What belongs into one ticket. Host.</summary>
    [Parameter]
    public RemediationGrouping GroupBy { get; set; }

    /// <summary>The file of a template, Liquid over Markdown.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? Template { get; set; }

    /// <summary>How many days each risk allows, and which days count: Exploited, Critical, High, Medium, Low, Unknown, Grace, BusinessDays, Holiday, Weekend.</summary>
    [Parameter, ValidateNotNull]
    public System.Collections.Hashtable? DueDateSetting { get; set; }

    /// <summary>The file of accepted risks and false positives, YAML: their work gets no ticket while they hold.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? ExceptionPath { get; set; }

    /// <summary>The file that says which team answers for which hosts, YAML; the first route that fits counts.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? RoutingPath { get; set; }

    /// <summary>The hosts of the pipeline.</summary>
    private protected IReadOnlyList<AssetDetail> Wanted => _host;

    /// <summary>The time of the run, UTC.</summary>
    private protected DateTimeOffset Now { get; } = Time.GetUtcNow();

    /// <summary>Takes in what came down the pipeline.</summary>
    private protected void Collect(PSObject? given) => GivenObjects.Each(given, _take ??= Take);

    private void Take(PSObject? input)
    {
        if (input is not null && DetailInput.Read(input, _deciding ??= EarlierTables.Deciding(WriteWarning)) is { } host)
            _host.Add(host);
        else
            WriteError(DetailInput.NotUnderstood(input));
    }

    /// <summary>What every plan needs.</summary>
    private protected PlanOptions Options() => new()
    {
        GroupBy = GroupBy,
        Today = DateOnly.FromDateTime(Now.UtcDateTime),
        Template = TemplateFile.Read(this, Template),
        DueDates = DueDateSettings.Read(DueDateSetting),
        Exceptions = ExceptionFile.Read(FullPath(ExceptionPath)),
        Routes = RoutingFile.Read(FullPath(RoutingPath)),
    };

    /// <summary>The closing mode that counts: the caller's, or that of the policy where it goes less far.</summary>
    private protected TicketCloseMode Allowed(TicketCloseMode asked)
    {
        if (Policy.CloseMode is not { } limit || limit.Value >= asked)
            return asked;

        WriteVerbose($"-CloseMode {asked} is {limit.Value} by {limit.Place}.");
        return limit.Value;
    }

    /// <summary>Plans, asks and writes.</summary>
    /// <param name="limits">How much the run may change.</param>
    /// <param name="plan">What it wants; the second argument is the team of the connection where nobody names one, null for the local store.</param>
    private protected void Deliver(RunLimits limits, Func<IPipelineWriter, string?, ITicketPlanning> plan) => UsePlace(
        (use, writer, token) => new TrackerRun(plan(writer, use.DefaultTeam), limits.Within(Policy), ThrottleLimit, Time).MakeAsync(use, writer, token),
        (store, writer, token) => new LocalRun(plan(writer, null), limits.Within(Policy), Time).MakeAsync(store, writer, token));

    /// <summary>Plans, and writes the plan into a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="plan">What is wanted; its argument is the team of the connection where nobody names one.</param>
    private protected void MakePlan(string path, Func<string?, ITicketPlanning> plan) => UsePlace(
        async (use, writer, token) =>
        {
            RunLimits.None.Within(Policy).CheckPlace(use.Tracker.Name);
            ITicketPlanning planning = plan(use.DefaultTeam);
            IReadOnlyList<StoredTicket> existing = await new TrackerShelf(use.Tracker, use.Ledger).FindAsync(planning, token).ConfigureAwait(false);
            if (planning.NeedsAllOpen)
                planning.Remember(await use.Ledger.ReadSightingsAsync(use.Tracker.Instance, token).ConfigureAwait(false));

            var making = new PlanMaking(planning, path, Now)
            {
                Policy = Policy, Forecast = run => RunForecast.Of(run.Ticket, use.Tracker.Abilities, ThrottleLimit, use.PerRequest()),
            };
            return Write(making, use.Tracker.Name, use.Tracker.Instance, existing, writer);
        },
        async (store, writer, token) =>
        {
            RunLimits.None.Within(Policy).CheckPlace(RunLimits.LocalStore);
            ITicketPlanning planning = plan(null);
            if (store.Instance.Length == 0)
            {
                // The keys of a plan hold the store's own name, which it has from its first transaction on.
                TicketTransaction made = await store.BeginAsync(token).ConfigureAwait(false);
                await using (made.ConfigureAwait(false))
                    await made.CommitAsync(token).ConfigureAwait(false);
            }

            await LocalRun.RememberAsync(planning, store, Time, token).ConfigureAwait(false);
            var making = new PlanMaking(planning, path, Now) { Policy = Policy };
            return Write(making, store.Path, store.Instance, await LocalShelf.FindAsync(planning, store.FindAsync, token).ConfigureAwait(false), writer);
        });

    private static int Write(PlanMaking making, string place, string instance, IReadOnlyList<StoredTicket> existing, IPipelineWriter writer)
    {
        (RemediationPlan plan, RunPlan run) = making.Make(place, instance, existing);
        foreach (string remark in plan.Remark)
            writer.Warning(remark);

        writer.Output(plan);
        return run.Ticket.Count;
    }
}
