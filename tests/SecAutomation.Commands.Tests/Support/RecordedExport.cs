using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecAutomation.Testing;
using SecAutomation.Testing.Http;

namespace SecAutomation.Commands.Tests;

/// <summary>
/// An export that Tenable Vulnerability Management answered to somebody: six hosts, 344 findings. Served with machines of another
/// name each time, as real trackers remember the tickets of earlier runs.
/// </summary>
internal sealed class RecordedExport
{
    public const string AccessKey = "recorded-access-key-0001";
    public const string SecretKey = "recorded-secret-key-0002";

    private readonly List<StubRule> _rules = [];

    /// <summary>Reads the recording.</summary>
    /// <param name="mark">Eight hexadecimal digits that enter each name and identifier of its machines.</param>
    public RecordedExport(string mark)
    {
        string index = RecordedSamples.Require(Assert.Skip, "scanners", "tenable-vm", "pytenable-vulns-export.index.json");
        using JsonDocument exchanges = JsonDocument.Parse(File.ReadAllBytes(index));
        foreach (IGrouping<(string Method, string Path), StubAnswer> answers in exchanges.RootElement.EnumerateArray().GroupBy(
            exchange => (exchange.GetProperty("method").GetString()!, new Uri(exchange.GetProperty("url").GetString()!).AbsolutePath),
            exchange => Answer(Path.Combine(Path.GetDirectoryName(index)!, exchange.GetProperty("file").GetString()!), mark)))
        {
            // The recording ends while the job still runs; it is finished here, with what it had.
            StubAnswer last = answers.Last();
            StubAnswer finished = last with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(last.Body).Replace("PROCESSING", "FINISHED", StringComparison.Ordinal)) };
            _rules.Add(new StubRule(answers.Key.Method, answers.Key.Path, [.. answers, finished])
            {
                RequiredHeader = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["X-ApiKeys"] = $"accessKey={AccessKey}; secretKey={SecretKey}" },
            });
        }
    }

    /// <summary>The recorded answers, for whoever has the keys.</summary>
    public IReadOnlyList<StubRule> Rules => _rules;

    private static StubAnswer Answer(string file, string mark)
    {
        JsonNode body = JsonNode.Parse(File.ReadAllBytes(file))!;
        if (body is JsonArray findings)
        {
            foreach (JsonNode asset in findings.Select(finding => finding!["asset"]!))
                Rename(asset, mark);
        }

        return new StubAnswer { Body = Encoding.UTF8.GetBytes(body.ToJsonString()) };
    }

    private static void Rename(JsonNode asset, string mark)
    {
        foreach (string name in (string[])["hostname", "fqdn", "netbios_name"])
        {
            if (asset[name]?.GetValue<string>() is { } text && !char.IsAsciiDigit(text[0]))
                asset[name] = $"{text.Split('.')[0]}-{mark}{text[text.Split('.')[0].Length..]}";
        }

        foreach (string identifier in (string[])["uuid", "bios_uuid", "agent_uuid"])
        {
            if (asset[identifier]?.GetValue<string>() is { } text)
                asset[identifier] = mark + text[mark.Length..];
        }

        if (asset["mac_address"]?.GetValue<string>() is { } address)
            asset["mac_address"] = $"{address[..9]}{mark[..2]}:{mark[2..4]}:{mark[4..6]}";
    }
}
