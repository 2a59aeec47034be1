namespace SecAutomation.Testing.Http;

/// <summary>Which requests the stub server answers, and with what: the answers in order, the last one for ever.</summary>
public sealed record StubRule
{
    public StubRule(string method, string path, params StubAnswer[] answer) => (Method, Path, Answer) = (method, path, answer);

    public string Method { get; }

    /// <summary>The path without the query.</summary>
    public string Path { get; }

    /// <summary>Headers without which the answer is 401.</summary>
    public IReadOnlyDictionary<string, string> RequiredHeader { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the address or the body contains, all of it; a request without it is for a later rule.</summary>
    public IReadOnlyList<string> Contains { get; init; } = [];

    /// <summary>Looks at each request first; what it gives is the answer. Called from several threads.</summary>
    public Func<StubRequest, StubAnswer?>? Judge { get; init; }

    public IReadOnlyList<StubAnswer> Answer { get; init; }

    public bool Fits(StubRequest request) =>
        Method == request.Method && Path == request.Path
        && Contains.All(request.Has);
}
