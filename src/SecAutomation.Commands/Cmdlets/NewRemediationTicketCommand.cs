using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Delivery;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Step 4: tickets that are assigned to a team, each piece of work in one of them.</summary>
[Cmdlet(VerbsCommon.New, "RemediationTicket", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(RemediationTicket))]
public sealed class NewRemediationTicketCommand : NewWorkCmdlet
{
    /// <summary>Hosts of step 3; also of steps 2 and 1, and any objects with a name and CVEs.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true), AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>How many tickets one run may create. 50.</summary>
    [Parameter, ValidateRange(0, int.MaxValue)]
    public int MaximumTickets { get; set; } = 50;

    /// <summary>How many tickets one run may add to. 200.</summary>
    [Parameter, ValidateRange(0, int.MaxValue)]
    public int MaximumUpdate { get; set; } = 200;

    /// <summary>What share of the open tickets one run may touch, in per cent; fewer than 10 tickets are always allowed. 100.</summary>
    [Parameter, ValidateRange(0, 100)]
    public int MaximumShare { get; set; } = 100;

    protected override void Accept() => Collect(InputObject);

    protected override void Complete()
    {
        if (Wanted.Count == 0)
            return;

        PlanOptions options = NewOptions();
        Deliver(
            new RunLimits(MaximumTickets, MaximumUpdate, int.MaxValue, MaximumShare),
            (_, usual) => Additions(options, usual, MaximumShare < 100 || Policy.Share is not null));
    }
}
