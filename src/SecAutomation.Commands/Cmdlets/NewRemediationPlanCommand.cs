using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Delivery.Planning;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Writes down what New-RemediationTicket or Update-RemediationTicket would do, to be approved and carried out exactly like this.</summary>
[Cmdlet(VerbsCommon.New, "RemediationPlan", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(RemediationPlan))]
public sealed class NewRemediationPlanCommand : NewWorkCmdlet
{
    /// <summary>Hosts of step 3, 2 or 1.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true), AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The file of the plan; one that is there gives way.</summary>
    [Parameter(Mandatory = true, Position = 0), ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Plan what Update-RemediationTicket would do, and not what New-RemediationTicket would.</summary>
    [Parameter]
    public SwitchParameter Update { get; set; }

    /// <summary>What becomes of a ticket once a scan has proved all of its work done, with -Update. Close.</summary>
    [Parameter]
    public TicketCloseMode CloseMode { get; set; } = TicketCloseMode.Close;

    /// <summary>How many days after it was closed as fixed a ticket is opened again, with -Update. 30.</summary>
    [Parameter, ValidateRange(0, 3650)]
    public int ReopenWithin { get; set; } = 30;

    /// <summary>After how many days without any scan of it people are told that a host has vanished, with -Update. 30.</summary>
    [Parameter, ValidateRange(1, 3650)]
    public int StaleAfter { get; set; } = 30;

    protected override void Accept() => Collect(InputObject);

    protected override void Complete()
    {
        PlanOptions options = NewOptions();
        string file = FullPath(Path);
        if (!ShouldProcess(file, "Write plan"))
            return;

        MakePlan(file, usual => Update
            ? new UpdatePlanning(Wanted, new UpdateOptions
            {
                Plan = options, Now = Now, CloseMode = Allowed(CloseMode), ReopenWithin = TimeSpan.FromDays(ReopenWithin), StaleAfter = TimeSpan.FromDays(StaleAfter),
            })
            : Additions(options, usual));
    }
}
