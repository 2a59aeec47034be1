using SecAutomation.Engine.Formats;

namespace SecAutomation.Engine.Http;

/// <summary>One request, without its credentials.</summary>
public sealed record HttpCall
{
    /// <summary>What it is for, for messages: connection and stream, page or chunk.</summary>
    public required string Source { get; init; }

    /// <summary>The address, whole or relative to the connection's.</summary>
    public required Uri Url { get; init; }

    /// <summary>Whether the address is one that the server named, such as that of a prepared file. The credential does not go there, and its parameters are shown nowhere: they are the right to read it.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>The method. GET.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>What it does on the server. <see cref="RequestKind.Read"/>.</summary>
    public RequestKind Kind { get; init; }

    /// <summary>Headers beside those of the credentials.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Header { get; init; } = [];

    /// <summary>The body; empty: none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body's media type.</summary>
    public string BodyType { get; init; } = "application/json";

    /// <summary>What the answer is to hold; <see cref="ContentKind.Unknown"/>: anything but a web page.</summary>
    public ContentKind Expected { get; init; } = ContentKind.Json;

    /// <summary>Statuses outside of 200 to 299 that the caller understands itself.</summary>
    public IReadOnlyList<int> ExpectedStatus { get; init; } = [];

    /// <summary>Whether the caller asks for less where there is no answer in time, so that the same is not asked again.</summary>
    public bool IsDivisible { get; init; }

    /// <summary>Those of <see cref="ExpectedStatus"/> after which the caller alone decides whether the request is sent again, 429 among them.</summary>
    public IReadOnlyList<int> FinalStatus { get; init; } = [];
}
