using SecAutomation.Engine.Http;
using SecAutomation.Engine.Streams;

namespace SecAutomation.Engine.Connections.Trials;

/// <summary>Hears the requests of a read. What single records lack, the trial counts itself.</summary>
/// <param name="observer">Hears them too.</param>
internal sealed class TrialObserver(IHttpObserver observer) : IReadObserver, IHttpObserver
{
    /// <inheritdoc/>
    public void Failed(FailureException failure) => observer.Told(failure.Message);

    /// <inheritdoc/>
    public void Warned(string message) => observer.Told(message);

    /// <inheritdoc cref="IReadObserver.Told"/>
    public void Told(string message) => observer.Told(message);

    /// <inheritdoc/>
    public void Traced(string line) => observer.Traced(line);

    /// <inheritdoc/>
    public void Advanced(in ReadProgress progress)
    {
    }
}
