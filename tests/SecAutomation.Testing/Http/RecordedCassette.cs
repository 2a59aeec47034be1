using System.Globalization;
using System.Text;
using YamlDotNet.Serialization;

namespace SecAutomation.Testing.Http;

/// <summary>Requests to a real product and its answers, as the recorder VCR writes them down.</summary>
public sealed class RecordedCassette
{
    private static readonly string[] s_ofTheTransport = ["content-length", "content-encoding", "content-type", "connection", "transfer-encoding"];

    private RecordedCassette(IReadOnlyList<(StubRequest Request, StubAnswer Answer)> exchange) => Exchange = exchange;

    /// <summary>What was asked and answered, in order.</summary>
    public IReadOnlyList<(StubRequest Request, StubAnswer Answer)> Exchange { get; }

    /// <summary>Reads a cassette.</summary>
    /// <param name="path">The file.</param>
    /// <param name="host">Whose exchanges count; a cassette may hold those with other hosts.</param>
    public static RecordedCassette Load(string path, string host)
    {
        var root = (Dictionary<object, object>)new DeserializerBuilder().Build().Deserialize(File.ReadAllText(path))!;
        return new RecordedCassette([.. ((List<object>)root["interactions"]).Select(Map).Select(one => Read(one, host)).OfType<(StubRequest, StubAnswer)>()]);
    }

    /// <summary>The answers as the rules of a server: those to one method and path follow each other.</summary>
    public IEnumerable<StubRule> Rules() => Exchange
        .GroupBy(exchange => (exchange.Request.Method, exchange.Request.Path))
        .Select(group => new StubRule(group.Key.Method, group.Key.Path, [.. group.Select(exchange => exchange.Answer)]));

    private static (StubRequest Request, StubAnswer Answer)? Read(Dictionary<object, object> one, string host)
    {
        Dictionary<object, object> request = Map(one["request"]), response = Map(one["response"]);
        var uri = new Uri((string)request["uri"]);
        if (uri.Host != host)
            return null;
        Dictionary<string, string> headers = Headers(response);
        return (
            new StubRequest((string)request["method"], uri.PathAndQuery, Headers(request), request["body"] as string ?? ""),
            new StubAnswer
            {
                Status = int.Parse((string)Map(response["status"])["code"], CultureInfo.InvariantCulture),
                ContentType = headers.GetValueOrDefault("Content-Type", ""),
                Header = headers.Where(pair => !s_ofTheTransport.Contains(pair.Key, StringComparer.OrdinalIgnoreCase)).ToDictionary(StringComparer.OrdinalIgnoreCase),
                Body = Encoding.UTF8.GetBytes(Map(response["body"])["string"] as string ?? ""),
            });
    }

    private static Dictionary<string, string> Headers(Dictionary<object, object> part) => Map(part["headers"])
        .ToDictionary(pair => (string)pair.Key, pair => pair.Value is List<object> values ? string.Join(", ", values) : (string)pair.Value, StringComparer.OrdinalIgnoreCase);

    private static Dictionary<object, object> Map(object node) => (Dictionary<object, object>)node;
}
