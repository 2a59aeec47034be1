using System.Management.Automation;

namespace SecAutomation.Benchmarks.Pipeline;

/// <summary>The first step without its reading: objects that are there go into the pipeline one by one.</summary>
[Cmdlet(VerbsCommunications.Write, "Each")]
public sealed class WriteEachCommand : PSCmdlet
{
    /// <summary>The objects.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public object[] Value { get; set; } = [];

    /// <summary>The processor time of the process when all of them had gone through all steps, milliseconds.</summary>
    public static double Through { get; private set; }

    protected override void EndProcessing()
    {
        // Bare, as a cmdlet makes them: what an array of the shell holds is wrapped already.
        foreach (object value in Value)
            WriteObject(value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value);

        Through = Environment.CpuUsage.TotalTime.TotalMilliseconds;
    }
}
