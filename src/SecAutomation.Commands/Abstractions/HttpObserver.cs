using SecAutomation.Commands.Pipeline;
using SecAutomation.Engine.Http;

namespace SecAutomation.Commands.Abstractions;

/// <summary>Shows what happens between this machine and a server: <c>-Verbose</c> tells of waits and budgets, <c>-Debug</c> traces each request.</summary>
/// <param name="writer">The cmdlet's streams.</param>
internal sealed class HttpObserver(IPipelineWriter writer) : IHttpObserver
{
    /// <inheritdoc/>
    public void Told(string message) => writer.Verbose(message);

    /// <inheritdoc/>
    public void Traced(string line) => writer.Debug(line);
}
