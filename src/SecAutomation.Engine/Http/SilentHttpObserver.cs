namespace SecAutomation.Engine.Http;

/// <summary>Hears nothing.</summary>
public sealed class SilentHttpObserver : IHttpObserver
{
    private SilentHttpObserver()
    {
    }

    /// <summary>The one there is.</summary>
    public static SilentHttpObserver Instance { get; } = new();

    /// <inheritdoc/>
    public void Told(string message)
    {
    }

    /// <inheritdoc/>
    public void Traced(string line)
    {
    }
}
