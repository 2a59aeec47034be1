using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Delivery;
using SecAutomation.Commands.Transformation;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Step 4: tickets that are assigned to a team, each piece of work in one of them.</summary>
[Cmdlet(VerbsCommon.New, "RemediationTicket", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(RemediationTicket))]
public sealed class NewRemediationTicketCommand : TicketRunCmdlet
{
    /// <summary>Hosts of step 3; also of steps 2 and 1, and any objects with a name and CVEs.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true), AllowNull]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>The team that the tickets are assigned to; that of the connection where it is not given, and IT in the local store.</summary>
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

    /// <summary>How many tickets one run may create. 50.</summary>
    [Parameter, ValidateRange(0, int.MaxValue)]
    public int MaximumTickets { get; set; } = 50;

    protected override void Accept() => Collect(InputObject ?? [null]);

    protected override void Complete()
    {
        if (Wanted.Count == 0)
            return;

        PlanOptions options = Options() with
        {
            Team = Team.Trim(), UnmatchedTeam = UnmatchedTeam?.Trim(), UnmatchedHost = UnmatchedHost, Priority = Priority, DueDate = DueDate,
        };
        bool isTeamGiven = MyInvocation.BoundParameters.ContainsKey(nameof(Team));
        Deliver(
            RunLimits.None with { Creates = MaximumTickets },
            (_, usual) => new NewPlanning(Wanted, isTeamGiven || usual is null ? options : options with { Team = usual }));
    }
}
