using System.Management.Automation;
using SecAutomation.Commands.Pipeline;

namespace SecAutomation.Commands.Tests.Pipeline;

/// <summary>Runs a test's work through the pump, one worker for each object of the pipeline.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Pump", SupportsShouldProcess = true)]
public sealed class InvokePumpCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private PipelinePump? _pump;

    /// <summary>A <c>Func&lt;IPipelineWriter, int, CancellationToken, Task&gt;</c>.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public object Work { get; set; } = new();

    [Parameter(ValueFromPipeline = true)]
    public int Number { get; set; }

    /// <summary>Taken when a record was processed.</summary>
    [Parameter]
    public object? Processed { get; set; }

    protected override void BeginProcessing() => _pump = new PipelinePump(_stop.Token);

    protected override void ProcessRecord()
    {
        var work = (Func<IPipelineWriter, int, CancellationToken, Task>)Work;
        int number = Number;
        _pump!.Start(token => work(_pump, number, token));
        (Processed as SemaphoreSlim)?.Wait(_stop.Token);
        _pump.DrainReady(this);
    }

    protected override void EndProcessing()
    {
        foreach (Exception failure in _pump!.DrainToEnd(this))
            WriteError(new ErrorRecord(failure, failure.GetType().Name, ErrorCategory.InvalidOperation, null));
    }

    protected override void StopProcessing() => _stop.Cancel();

    public void Dispose()
    {
        _pump?.Dispose();
        _stop.Dispose();
    }
}
