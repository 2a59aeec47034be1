using System.Management.Automation;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Delivery.Planning;
using SecAutomation.Commands.Transformation;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Commands.Abstractions;

/// <summary>A cmdlet that says how new tickets are to be.</summary>
public abstract class NewWorkCmdlet : TicketRunCmdlet
{
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

    /// <summary>What every plan needs, with what is asked of new tickets.</summary>
    private protected PlanOptions NewOptions() => Options() with
    {
        Team = Team.Trim(), UnmatchedTeam = UnmatchedTeam?.Trim(), UnmatchedHost = UnmatchedHost, Priority = Priority, DueDate = DueDate,
    };

    /// <summary>The planning of new tickets.</summary>
    /// <param name="options">What is asked of them.</param>
    /// <param name="usual">The team of the connection, which counts where no other is named; null for the local store.</param>
    /// <param name="countsOpen">Whether it matters how many tickets are open.</param>
    private protected NewPlanning Additions(PlanOptions options, string? usual, bool countsOpen = false) => new(
        Wanted, usual is null || MyInvocation.BoundParameters.ContainsKey(nameof(Team)) ? options : options with { Team = usual }, countsOpen);
}
