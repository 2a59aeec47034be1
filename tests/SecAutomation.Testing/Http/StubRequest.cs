namespace SecAutomation.Testing.Http;

/// <summary>A request as it reached the stub server.</summary>
public sealed record StubRequest(string Method, string Target, IReadOnlyDictionary<string, string> Header, string Body)
{
    public string Path => Target.Split('?')[0];

    /// <summary>The parameters of the address, decoded.</summary>
    public IEnumerable<KeyValuePair<string, string>> Query() => Target.Split('?', 2) is [_, { Length: > 0 } query]
        ? query.Split('&').Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(Decode(pair[0]), pair.Length > 1 ? Decode(pair[1]) : ""))
        : [];

    /// <summary>One of them; null where it is not there.</summary>
    public string? Query(string name) => Query().Where(pair => pair.Key == name).Select(pair => pair.Value).FirstOrDefault();

    /// <summary>Whether the address, unescaped, or the body contains a text.</summary>
    public bool Has(string text) => Uri.UnescapeDataString(Target).Contains(text, StringComparison.Ordinal) || Body.Contains(text, StringComparison.Ordinal);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
