using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Http;

namespace SecAutomation.Engine.Manifests.Requests;

/// <summary>A request as a manifest declares it. Each value is escaped for the place where it stands; an entry whose placeholder has no value is left out.</summary>
public sealed record RequestTemplate
{
    internal RequestTemplate()
    {
    }

    /// <summary>What it is for, for messages: "the vulnerability export".</summary>
    public string Purpose { get; init; } = "";

    /// <summary>The method. GET.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>What it does on the server.</summary>
    public RequestKind Kind { get; init; }

    /// <summary>What the answer is to hold.</summary>
    public ContentKind Expected { get; init; } = ContentKind.Json;

    /// <summary>Statuses outside of 200 to 299 that the caller understands itself.</summary>
    public IReadOnlyList<int> ExpectedStatus { get; init; } = [];

    /// <summary>The path, relative to the connection's address.</summary>
    internal TextTemplate Path { get; init; } = new([]);

    /// <summary>Whether <see cref="Path"/> is a whole address that the product named. The credential does not go there.</summary>
    internal bool IsElsewhere { get; init; }

    /// <summary>The parameters of the address.</summary>
    internal IReadOnlyList<NamedTemplate> Query { get; init; } = [];

    /// <summary>Headers beside those of the credential.</summary>
    internal IReadOnlyList<NamedTemplate> Header { get; init; } = [];

    /// <summary>The body; null: none.</summary>
    internal BodyTemplate? Body { get; init; }

    /// <summary>Fills it.</summary>
    /// <param name="source">What is asked, for messages.</param>
    /// <param name="baseUrl">The connection's address, base path included.</param>
    /// <param name="values">The values.</param>
    /// <exception cref="FailureException"><see cref="FailureId.ConnectionInvalid"/>: a value of the path is missing or cannot stand in a path.</exception>
    public HttpCall Fill(string source, Uri baseUrl, TemplateValues values)
    {
        ArgumentNullException.ThrowIfNull(baseUrl);
        ArgumentNullException.ThrowIfNull(values);
        string path = Path.Fill(values, IsElsewhere ? null : segment => Segment(source, segment))
            ?? throw new FailureException(FailureId.ConnectionInvalid, $"{source}: a value of the path {Path} is missing.", "Register the connection again with every setting.", source);
        string query = NamedTemplate.Join(Query, values);
        ReadOnlyMemory<byte> body = Body?.Fill(values) ?? default;
        string joiner = query.Length == 0 ? "" : path.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        return new HttpCall
        {
            Source = source,
            Url = IsElsewhere ? Whole(source, path + joiner + query) : Resolve(baseUrl, path + joiner + query),
            IsElsewhere = IsElsewhere,
            Method = Method,
            Kind = Kind,
            Header = [.. Header.SelectMany(header => header.Value.SelectMany(value => value.FillEach(values)).Select(text => KeyValuePair.Create(header.Name, text)))],
            Body = body,
            BodyType = Body?.TypeOf(body) ?? "application/json",
            Expected = Expected,
            ExpectedStatus = ExpectedStatus,
        };
    }

    /// <summary>A path below an address, or a whole address.</summary>
    internal static Uri Resolve(Uri baseUrl, string path) =>
        path.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            ? new Uri(path)
            : new Uri($"{baseUrl.AbsoluteUri.TrimEnd('/')}/{path.TrimStart('/')}");

    private static Uri Whole(string source, string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)) && url.UserInfo.Length == 0
            ? url
            : throw new FailureException(FailureId.AnswerNotUnderstood, $"{source}: what the server names is no https address.", "Check the product's version.", source);

    // A value of dots would lead out of its folder, encoded or not.
    internal static string Segment(string source, string value) => value is "." or ".." or ""
        ? throw new FailureException(FailureId.ConnectionInvalid, $"{source}: '{value}' cannot stand in a path.", "Correct the value.", source)
        : Uri.EscapeDataString(value);
}
