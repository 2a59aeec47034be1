namespace SecAutomation.Engine.Resilience;

/// <summary>How often and how patiently a request is tried.</summary>
public sealed record RetryDefinition
{
    /// <summary>How often a read is tried in all. 5.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>How long one try may take until the answer's headers are there. 100 s.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How many bytes of a body have to come in a second, on average of what is waited for them in a minute; with fewer it is given up. 100.</summary>
    public int LeastBytesPerSecond { get; init; } = 100;

    /// <summary>The wait before the second try; it doubles, with jitter. 1 s.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two tries of which the server said nothing. 30 s.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait that a server is granted. It is never cut: for a longer one the request fails at once. 1 h.</summary>
    public TimeSpan LongestServerWait { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The product's own headers that name a wait, beside <c>Retry-After</c>.</summary>
    public IReadOnlyList<WaitHeader> WaitHeader { get; init; } = [];

    /// <summary>Statuses that mean "too many requests" when they come with a wait, beside 429: some products use 409 or 503.</summary>
    public IReadOnlyList<int> WaitStatus { get; init; } = [];
}
