using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Delivery;
using SecAutomation.Commands.Transformation;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Writes down what New-RemediationTicket or Update-RemediationTicket would do, to be approved and carried out exactly like this.</summary>
[Cmdlet(VerbsCommon.New, "RemediationPlan", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(RemediationPlan))]
public sealed class NewRemediationPlanCommand : TicketRunCmdlet
{
    /// <summary>Hosts of step 3, 2 or 1.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true), AllowNull]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>The file of the plan; one that is there gives way.</summary>
    [Parameter(Mandatory = true, Position = 0), ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Plan what Update-RemediationTicket would do, and not what New-RemediationTicket would.</summary>
    [Parameter]
    public SwitchParameter Update { get; set; }

    /// <summary>What becomes of a ticket once a scan has proved all of its work done, with -Update. Close.</summary>
    [Parameter]
    public TicketCloseMode CloseMode { get; set; } = TicketCloseMode.Close;

    /// <summary>The team that new tickets are assigned to; that of the connection where it is not given, and IT in the local store.</summary>
    [Parameter, ValidatePattern(@"\S"), ArgumentCompleter(typeof(TeamCompleter))]
    public string Team { get; set; } = TeamCompleter.DefaultTeam;

    /// <summary>The team that finds out about hosts that no inventory identified; the same team where it is not given.</summary>
    [Parameter, ValidatePattern(@"\S"), ArgumentCompleter(typeof(TeamCompleter))]
    public string? UnmatchedTeam { get; set; }

    /// <summary>What becomes of hosts that no inventory identified. Ticket.</summary>
    [Parameter]
    public UnmatchedHostTreatment UnmatchedHost { get; set; }

    /// <summary>The priority; judged by the findings where it is not given.</summary>
    [Parameter, ValidateSet("Low", "Medium", "High", "Critical")]
    public RemediationPriority? Priority { get; set; }

    /// <summary>The day by which it is to be done; reckoned by risk where it is not given.</summary>
    [Parameter, DayTransformation]
    public DateOnly? DueDate { get; set; }

    protected override void Accept() => Collect(InputObject ?? [null]);

    protected override void Complete()
    {
        PlanOptions options = Options() with { Team = Team.Trim(), UnmatchedTeam = UnmatchedTeam?.Trim(), UnmatchedHost = UnmatchedHost, Priority = Priority, DueDate = DueDate };
        bool isTeamGiven = MyInvocation.BoundParameters.ContainsKey(nameof(Team));
        string file = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path);
        if (!ShouldProcess(file, "Write plan"))
            return;

        MakePlan(file, usual => Update
            ? new UpdatePlanning(Wanted, new UpdateOptions { Plan = options, Now = Now, CloseMode = CloseMode })
            : new NewPlanning(Wanted, isTeamGiven || usual is null ? options : options with { Team = usual }));
    }
}
