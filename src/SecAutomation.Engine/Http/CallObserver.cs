namespace SecAutomation.Engine.Http;

/// <summary>Passes what happens on to the caller on whose behalf it happens; a door serves many.</summary>
/// <param name="rest">Hears what happens on nobody's behalf.</param>
internal sealed class CallObserver(IHttpObserver rest) : IHttpObserver
{
    private readonly AsyncLocal<Hearing?> _current = new();

    /// <summary>From here on, and in all that begins here, a caller hears.</summary>
    /// <returns>Ends that.</returns>
    public IDisposable Begin(IHttpObserver observer)
    {
        var hearing = new Hearing(observer);
        _current.Value = hearing;
        return hearing;
    }

    /// <inheritdoc/>
    public void Told(string message) => Listener.Told(message);

    /// <inheritdoc/>
    public void Traced(string line) => Listener.Traced(line);

    /// <inheritdoc/>
    public void Waits(DateTimeOffset until) => Listener.Waits(until);

    /// <inheritdoc/>
    public void Answered(TimeSpan took) => Listener.Answered(took);

    private IHttpObserver Listener => _current.Value is { } hearing ? hearing.Observer ?? rest : rest;

    private sealed class Hearing(IHttpObserver observer) : IDisposable
    {
        private volatile IHttpObserver? _observer = observer;

        public IHttpObserver? Observer => _observer;

        public void Dispose() => _observer = null;
    }
}
