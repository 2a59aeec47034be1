namespace SecAutomation.Testing.Http;

/// <summary>A request as it reached the stub server.</summary>
public sealed record StubRequest(string Method, string Target, IReadOnlyDictionary<string, string> Header, string Body)
{
    public string Path => Target.Split('?')[0];
}
