using System.Management.Automation;

namespace SecAutomation.Benchmarks.Pipeline;

/// <summary>What the engine alone takes for a step that binds three properties by their names.</summary>
[Cmdlet("Pass", "Property")]
public sealed class PassPropertyCommand : PSCmdlet
{
    /// <summary>The first.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string ComputerName { get; set; } = "";

    /// <summary>The second.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string Fqdn { get; set; } = "";

    /// <summary>The third.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string CveId { get; set; } = "";

    /// <summary>The last step: gives nothing on.</summary>
    [Parameter]
    public SwitchParameter Last { get; set; }

    protected override void ProcessRecord()
    {
        if (!Last)
            WriteObject(new PassedHost(ComputerName, Fqdn, CveId));
    }
}
