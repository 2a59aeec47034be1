using System.Management.Automation;

namespace SecAutomation.Commands.Abstractions;

/// <summary>A cmdlet that writes many tickets into a tracker.</summary>
public abstract class TrackerWritingCmdlet : TrackerCmdlet
{
    /// <summary>How many tickets are written at once, where the tracker allows it. 8.</summary>
    [Parameter, ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;
}
