using System.Text;

namespace SecAutomation.Testing.Http;

/// <summary>What the stub server answers, faults included.</summary>
public sealed record StubAnswer
{
    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = "application/json";

    public IReadOnlyDictionary<string, string> Header { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public byte[] Body { get; init; } = [];

    /// <summary>After how many bytes of the body the connection is closed; null: all of them are sent.</summary>
    public int? CutAfter { get; init; }

    /// <summary>After how many bytes of the body nothing comes any more although the connection stays open.</summary>
    public int? StallAfter { get; init; }

    /// <summary>After how many bytes of the body the rest comes byte by byte, ten in a second.</summary>
    public int? DripAfter { get; init; }

    /// <summary>How long the answer takes.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Closes the connection once the request was read, without an answer.</summary>
    public bool IsSilent { get; init; }

    public static StubAnswer Json(string text, int status = 200) => new() { Status = status, Body = Encoding.UTF8.GetBytes(text) };
}
