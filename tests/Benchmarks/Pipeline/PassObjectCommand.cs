using System.Management.Automation;

namespace SecAutomation.Benchmarks.Pipeline;

/// <summary>What the engine alone takes for a step: takes an object of a type, and makes another.</summary>
[Cmdlet("Pass", "Object")]
public sealed class PassObjectCommand : PSCmdlet
{
    /// <summary>The object.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PassedHost InputObject { get; set; } = new("", "", "");

    /// <summary>The last step: gives nothing on.</summary>
    [Parameter]
    public SwitchParameter Last { get; set; }

    protected override void ProcessRecord()
    {
        if (!Last)
            WriteObject(InputObject with { });
    }
}
