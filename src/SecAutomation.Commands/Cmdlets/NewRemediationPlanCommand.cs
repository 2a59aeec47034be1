using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Delivery;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Writes down what New-RemediationTicket or Update-RemediationTicket would do, to be approved and carried out exactly like this.</summary>
[Cmdlet(VerbsCommon.New, "RemediationPlan", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(RemediationPlan))]
public sealed class NewRemediationPlanCommand : NewWorkCmdlet
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

    protected override void Accept() => Collect(InputObject ?? [null]);

    protected override void Complete()
    {
        PlanOptions options = NewOptions();
        string file = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path);
        if (!ShouldProcess(file, "Write plan"))
            return;

        MakePlan(file, usual => Update
            ? new UpdatePlanning(Wanted, new UpdateOptions { Plan = options, Now = Now, CloseMode = CloseMode })
            : Additions(options, usual));
    }
}
