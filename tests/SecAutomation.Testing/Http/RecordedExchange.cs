using System.Globalization;
using System.Text;

namespace SecAutomation.Testing.Http;

/// <summary>An answer of a real product as it was recorded: status line, headers, an empty line, the body.</summary>
public static class RecordedExchange
{
    private static readonly string[] s_ofTheTransport = ["content-length", "connection", "transfer-encoding", "content-type"];

    /// <summary>Reads a recorded answer.</summary>
    public static StubAnswer Read(string path)
    {
        string text = File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal);
        int end = text.IndexOf("\n\n", StringComparison.Ordinal);
        string[] head = text[..end].Split('\n');
        Dictionary<string, string> headers = head.Skip(1).Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return new StubAnswer
        {
            Status = int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture),
            ContentType = headers.GetValueOrDefault("Content-Type", ""),
            Header = headers.Where(pair => !s_ofTheTransport.Contains(pair.Key, StringComparer.OrdinalIgnoreCase)).ToDictionary(StringComparer.OrdinalIgnoreCase),
            Body = Encoding.UTF8.GetBytes(text[(end + 2)..].TrimEnd('\n')),
        };
    }
}
