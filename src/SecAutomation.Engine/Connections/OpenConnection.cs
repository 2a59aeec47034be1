namespace SecAutomation.Engine.Connections;

/// <summary>A connection that is opened on first use, once, however many want it at the same time.</summary>
/// <param name="registration">The connection.</param>
internal sealed class OpenConnection(ConnectionRegistration registration)
{
    private readonly object _gate = new();
    private LiveConnection? _live;

    /// <summary>Whether it is open as a registration wants it.</summary>
    public bool IsOf(ConnectionRegistration other) => registration.IsSameUse(other);

    /// <summary>Whether it is one of a connector.</summary>
    public bool Uses(string connector) => string.Equals(registration.Connector, connector, StringComparison.OrdinalIgnoreCase);

    /// <summary>The connection; the first who asks opens it, and a failure is told to each who asks.</summary>
    public LiveConnection Get(Func<LiveConnection> open)
    {
        lock (_gate)
            return _live ??= open();
    }

    /// <summary>Whether nobody has used it for so long.</summary>
    public bool IsIdle(TimeSpan time)
    {
        lock (_gate)
            return _live?.IsIdle(time) != false;
    }

    /// <summary>Logs off and closes it.</summary>
    public async Task CloseAsync()
    {
        LiveConnection? live;
        lock (_gate)
            (live, _live) = (_live, null);

        if (live is not null)
            await live.DisposeAsync().ConfigureAwait(false);
    }
}
