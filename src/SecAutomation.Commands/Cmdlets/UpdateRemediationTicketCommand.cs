using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Delivery;
using SecAutomation.Commands.Delivery.Planning;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Brings tickets up to the newest scan: adds, takes away, raises, closes and reopens, on evidence alone.</summary>
[Cmdlet(VerbsData.Update, "RemediationTicket", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(RemediationTicket))]
public sealed class UpdateRemediationTicketCommand : TicketRunCmdlet
{
    /// <summary>Hosts of step 3, 2 or 1 of a scan that was read with -IncludeClean; none to judge the tickets by new intelligence alone.</summary>
    [Parameter(ValueFromPipeline = true), AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>What becomes of a ticket once a scan has proved all of its work done. Close.</summary>
    [Parameter]
    public TicketCloseMode CloseMode { get; set; } = TicketCloseMode.Close;

    /// <summary>How many days after it was closed as fixed a ticket is opened again where its hole is seen. 30.</summary>
    [Parameter, ValidateRange(0, 3650)]
    public int ReopenWithin { get; set; } = 30;

    /// <summary>After how many days without any scan of it people are told that a host has vanished. 30.</summary>
    [Parameter, ValidateRange(1, 3650)]
    public int StaleAfter { get; set; } = 30;

    /// <summary>How many tickets one run may change or open again. 200.</summary>
    [Parameter, ValidateRange(0, int.MaxValue)]
    public int MaximumUpdate { get; set; } = 200;

    /// <summary>How many tickets one run may close. 50.</summary>
    [Parameter, ValidateRange(0, int.MaxValue)]
    public int MaximumClose { get; set; } = 50;

    /// <summary>What share of the open tickets one run may touch, in per cent; fewer than 10 tickets are always allowed. 100.</summary>
    [Parameter, ValidateRange(0, 100)]
    public int MaximumShare { get; set; } = 100;

    /// <summary>The file that keeps the CVE intelligence; one in the user's data folder where it is not given.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? IntelligencePath { get; set; }

    protected override void Accept()
    {
        if (MyInvocation.ExpectingInput || InputObject is not null)
            Collect(InputObject);
    }

    protected override void Complete()
    {
        PlanOptions plan = Options();
        string? intelligence = FullPath(IntelligencePath);
        Deliver(new RunLimits(0, MaximumUpdate, MaximumClose, MaximumShare), (writer, _) => new UpdatePlanning(Wanted, new UpdateOptions
        {
            Plan = plan, Now = Now, CloseMode = Allowed(CloseMode), ReopenWithin = TimeSpan.FromDays(ReopenWithin), StaleAfter = TimeSpan.FromDays(StaleAfter),
            Review = IntelligenceReview.Open(intelligence, plan, Now, writer),
        }));
    }
}
