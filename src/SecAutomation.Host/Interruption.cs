using System.Management.Automation;
using System.Runtime.InteropServices;

namespace SecAutomation.Host;

/// <summary>Ctrl+C and the end of the session stop the running pipeline, so that its cmdlets can finish cleanly.</summary>
public sealed class Interruption : IDisposable
{
    // What a shell returns for a process that a signal ended.
    private const int SignalBase = 128;
    private const int TerminateSignal = 15;

    private readonly Lock _gate = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private PowerShell? _running;
    private int? _exitCode;

    /// <summary>Begins to listen.</summary>
    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    }

    /// <summary>The process's exit code after an interruption; null where there was none.</summary>
    public int? ExitCode
    {
        get
        {
            lock (_gate)
            {
                return _exitCode;
            }
        }
    }

    /// <summary>Names what is to be stopped; false where an interruption came before it could begin.</summary>
    public bool Watch(PowerShell shell)
    {
        lock (_gate)
        {
            _running = shell;
            return _exitCode is null;
        }
    }

    /// <summary>Nothing runs any more.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _running = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        lock (_gate)
        {
            // The second press ends the process, whatever the pipeline is doing.
            if (_exitCode is not null)
            {
                return;
            }

            signal.Cancel = true;
            _exitCode = signal.Signal == PosixSignal.SIGINT ? ExitCodes.Interrupted : SignalBase + TerminateSignal;
            _running?.BeginStop(null, null);
        }
    }
}
