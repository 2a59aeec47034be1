using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Transformation;
using SecAutomation.Remediation.Intelligence;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Step 4: tickets that are assigned to a team, each piece of work in one of them.</summary>
[Cmdlet(VerbsCommon.New, "RemediationTicket", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(RemediationTicket))]
public sealed class NewRemediationTicketCommand : StoreCmdlet
{
    private readonly List<AssetDetail> _host = [];
    private AssetDeciding? _deciding;

    /// <summary>Hosts of step 3; also of steps 2 and 1, and any objects with a name and CVEs.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true), AllowNull]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>The team that the tickets are assigned to. IT.</summary>
    [Parameter, ValidatePattern(@"\S"), ArgumentCompleter(typeof(TeamCompleter))]
    public string Team { get; set; } = TeamCompleter.DefaultTeam;

    /// <summary>The team that finds out about hosts that no inventory identified; the same team where it is not given.</summary>
    [Parameter, ValidatePattern(@"\S"), ArgumentCompleter(typeof(TeamCompleter))]
    public string? UnmatchedTeam { get; set; }

    /// <summary>What becomes of hosts that no inventory identified. Ticket.</summary>
    [Parameter]
    public UnmatchedHostTreatment UnmatchedHost { get; set; }

    /// <summary>What belongs into one ticket. Host.</summary>
    [Parameter]
    public RemediationGrouping GroupBy { get; set; }

    /// <summary>The priority; judged by the findings where it is not given.</summary>
    [Parameter, ValidateSet("Low", "Medium", "High", "Critical")]
    public RemediationPriority? Priority { get; set; }

    /// <summary>The day by which it is to be done; reckoned by risk where it is not given.</summary>
    [Parameter, DayTransformation]
    public DateOnly? DueDate { get; set; }

    /// <summary>The file of a template, Liquid over Markdown.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? Template { get; set; }

    /// <summary>How many tickets one run may create. 50.</summary>
    [Parameter, ValidateRange(0, int.MaxValue)]
    public int MaximumTickets { get; set; } = 50;

    protected override void Accept()
    {
        foreach (PSObject? input in InputObject ?? [null])
        {
            if (input is not null && DetailInput.Read(input, _deciding ??= EarlierTables.Deciding(WriteWarning)) is { } host)
                _host.Add(host);
            else
                WriteError(DetailInput.NotUnderstood(input));
        }
    }

    protected override void Complete()
    {
        if (_host.Count == 0)
            return;

        DateTimeOffset now = Time.GetUtcNow();
        var options = new PlanOptions
        {
            GroupBy = GroupBy, Team = Team.Trim(), UnmatchedTeam = UnmatchedTeam?.Trim(), UnmatchedHost = UnmatchedHost,
            Priority = Priority, DueDate = DueDate, Today = DateOnly.FromDateTime(now.UtcDateTime), Template = TemplateFile.Read(this, Template),
        };
        WarnOfDefaultStore();
        UseStore((store, writer, token) => new TicketRun(_host, options, MaximumTickets, now).MakeAsync(store, writer, token));
    }
}
