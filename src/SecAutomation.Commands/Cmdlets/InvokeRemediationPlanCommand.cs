using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Delivery;
using SecAutomation.Commands.Delivery.Local;
using SecAutomation.Commands.Delivery.Planning;
using SecAutomation.Commands.Delivery.Plans;
using SecAutomation.Commands.Delivery.Trackers;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Carries out exactly what a plan file says, or nothing.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "RemediationPlan", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(RemediationTicket))]
public sealed class InvokeRemediationPlanCommand : TrackerWritingCmdlet
{
    /// <summary>The file of the plan.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true), ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The hash that was approved; where it is given, no other plan is carried out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), ValidatePattern("^[0-9a-fA-F]{64}$")]
    public string? Hash { get; set; }

    /// <summary>How many tickets may be created. 50.</summary>
    [Parameter, ValidateRange(0, int.MaxValue)]
    public int MaximumTickets { get; set; } = 50;

    /// <summary>How many tickets may be changed or opened again. 200.</summary>
    [Parameter, ValidateRange(0, int.MaxValue)]
    public int MaximumUpdate { get; set; } = 200;

    /// <summary>How many tickets may be closed. 50.</summary>
    [Parameter, ValidateRange(0, int.MaxValue)]
    public int MaximumClose { get; set; } = 50;

    /// <summary>What share of the open tickets may be touched, in per cent; fewer than 10 tickets are always allowed. 100.</summary>
    [Parameter, ValidateRange(0, 100)]
    public int MaximumShare { get; set; } = 100;

    protected override void Accept()
    {
        string file = FullPath(Path);
        (PlanContent content, string hash) = PlanFile.Read(file);
        if (Hash is not null && !string.Equals(Hash, hash, StringComparison.OrdinalIgnoreCase))
            throw new FailureException(FailureId.PlanAltered, $"The plan {file} has the hash {hash}, and {Hash} was approved.", "Look at the plan again, and have this one approved.", file);

        bool isLocal = content.Instance.StartsWith(RunLookup.LocalInstance, StringComparison.Ordinal);
        if (isLocal)
            StorePath ??= content.Connection;
        else
            Connection ??= [content.Connection];

        var planning = new SavedPlanning(content, hash, file, MaximumShare < 100 || Policy.Share is not null);
        var limits = new RunLimits(MaximumTickets, MaximumUpdate, MaximumClose, MaximumShare).Within(Policy);
        UsePlace(
            (use, writer, token) => new TrackerRun(planning, limits, ThrottleLimit, Time).MakeAsync(use, writer, token),
            (store, writer, token) => new LocalRun(planning, limits, Time).MakeAsync(store, writer, token));
    }
}
