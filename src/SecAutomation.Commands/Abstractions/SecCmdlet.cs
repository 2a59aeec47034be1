using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using SecAutomation.Commands.Errors;
using SecAutomation.Commands.Pipeline;

namespace SecAutomation.Commands.Abstractions;

/// <summary>A cmdlet that works on workers, stops at once, and names the condition of everything that goes wrong.</summary>
public abstract class SecCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Action? _accept;

    /// <summary>Cancelled when the pipeline stops.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>The clock.</summary>
    private protected static TimeProvider Time => TimeProvider.System;

    /// <summary>Runs before the first object comes down the pipeline.</summary>
    protected virtual void Prepare()
    {
    }

    /// <summary>Runs for each object of the pipeline, or once where there is no pipeline.</summary>
    protected virtual void Accept()
    {
    }

    /// <summary>Runs after the last object of the pipeline.</summary>
    protected virtual void Complete()
    {
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Guard(Prepare);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guard(_accept ??= Accept);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guard(Complete);

    /// <summary>Only cancels: whoever waits here for a worker keeps the user's prompt away.</summary>
    protected sealed override void StopProcessing() => _stop.Cancel();

    /// <summary>Ends what still runs.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _stop.Cancel();
    }

    /// <summary>Runs work on a worker, and writes what it writes until it ends.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="work">The work.</param>
    /// <returns>The result.</returns>
    private protected T Run<T>(Func<IPipelineWriter, CancellationToken, Task<T>> work)
    {
        T? result = default;
        using var pump = new PipelinePump(StopToken);
        pump.Start(async token => result = await work(pump, token).ConfigureAwait(false));
        DrainToEnd(pump);
        return result!;
    }

    /// <summary>Writes what the workers write until the last has ended, and raises what ended them early.</summary>
    private protected void DrainToEnd(PipelinePump pump)
    {
        IReadOnlyCollection<Exception> failures = pump.DrainToEnd(this);
        foreach (Exception failure in failures.SkipLast(1))
            WriteError(Failures.ToErrorRecord(failure));

        if (failures.Count > 0)
            ThrowTerminatingError(Failures.ToErrorRecord(failures.Last()));
    }

    /// <summary>The file system's path of one that somebody named, which need not exist; null stays null.</summary>
    [return: NotNullIfNotNull(nameof(path))]
    private protected string? FullPath(string? path) => path is null ? null : SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    private void Guard(Action step)
    {
        try
        {
            step();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception exception) when (exception is not (RuntimeException or FlowControlException))
        {
            // PowerShell's own exceptions stop pipelines and carry errors already.
            ThrowTerminatingError(Failures.ToErrorRecord(exception));
        }
    }
}
