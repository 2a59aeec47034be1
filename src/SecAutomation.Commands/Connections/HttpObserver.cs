using SecAutomation.Commands.Pipeline;
using SecAutomation.Engine.Http;

namespace SecAutomation.Commands.Connections;

/// <summary>Shows what happens between this machine and a server: <c>-Verbose</c> tells of waits and budgets, <c>-Debug</c> traces each request.</summary>
/// <param name="writer">The cmdlet's streams.</param>
internal sealed class HttpObserver(IPipelineWriter writer) : IHttpObserver
{
    private readonly object _lock = new();
    private int _answers;
    private TimeSpan _took;

    /// <inheritdoc/>
    public void Told(string message) => writer.Verbose(message);

    /// <inheritdoc/>
    public void Traced(string line) => writer.Debug(line);

    /// <inheritdoc/>
    public void Answered(TimeSpan took)
    {
        lock (_lock)
        {
            _answers++;
            _took += took;
        }
    }

    /// <summary>How long a request took on average; null where none was sent.</summary>
    public TimeSpan? PerRequest
    {
        get
        {
            lock (_lock)
                return _answers == 0 ? null : _took / _answers;
        }
    }
}
