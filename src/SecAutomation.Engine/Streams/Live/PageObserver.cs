namespace SecAutomation.Engine.Streams.Live;

/// <summary>Keeps what is said of a page until it counts: a page that is fetched again says it again.</summary>
/// <param name="advanced">Hears at once how far it is: bytes and records since the last time.</param>
internal sealed class PageObserver(Action<long, long> advanced) : IReadObserver
{
    private readonly List<Action<IReadObserver>> _said = [];
    private long _bytes;
    private long _records;

    /// <inheritdoc/>
    public void Failed(FailureException failure) => _said.Add(observer => observer.Failed(failure));

    /// <inheritdoc/>
    public void Warned(string message) => _said.Add(observer => observer.Warned(message));

    /// <inheritdoc/>
    public void Told(string message) => _said.Add(observer => observer.Told(message));

    /// <inheritdoc/>
    public void Advanced(in ReadProgress progress)
    {
        advanced(progress.Bytes - _bytes, progress.Records - _records);
        (_bytes, _records) = (progress.Bytes, progress.Records);
    }

    /// <summary>Passes on what was said.</summary>
    public void PassOn(IReadObserver observer)
    {
        foreach (Action<IReadObserver> saying in _said)
            saying(observer);
    }
}
