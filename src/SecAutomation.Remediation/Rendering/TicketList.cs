using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecAutomation.Remediation.Delivery;

namespace SecAutomation.Remediation.Rendering;

/// <summary>The whole list of a ticket as CSV (RFC 4180) that a spreadsheet opens and does not run.</summary>
internal static class TicketList
{
    private const string Kind = "text/csv; charset=utf-8";

    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",\"\r\n;'\t");

    private static readonly string[] s_column =
    [
        "ComputerName", "Fqdn", "Alias", "IPAddress", "OperatingSystem", "Owner", "MatchStatus", "CveId", "DetectionId", "Title",
        "CvssScore", "CvssVersion", "Severity", "Port", "Protocol", "Solution", "FirstSeen", "LastSeen",
    ];

    /// <summary>Every CVE of every finding on every host.</summary>
    public static TrackerFile Of(TicketDraft draft)
    {
        StringBuilder csv = new();
        Row(csv, s_column);
        foreach (TicketHost host in draft.Content.Host)
        {
            foreach (Finding finding in host.Finding)
            {
                foreach (string cve in finding.CveId.DefaultIfEmpty(""))
                {
                    Row(csv, Values(host, finding, cve));
                }
            }
        }

        return File(csv);
    }

    /// <summary>What a marker knows: hosts, their names and their work.</summary>
    public static TrackerFile Of(TicketMarker marker)
    {
        StringBuilder csv = new();
        Row(csv, ["ComputerName", "Alias", "Work"]);
        foreach (MarkedHost host in marker.Host)
        {
            foreach (string work in host.Work)
            {
                Row(csv, [host.Name, string.Join(' ', host.Alias), work]);
            }
        }

        return File(csv);
    }

    private static string?[] Values(TicketHost host, Finding finding, string cve) =>
    [
        host.ComputerName,
        host.Fqdn,
        string.Join(' ', host.Alias),
        string.Join(' ', host.IPAddress ?? []),
        host.OperatingSystem,
        host.Owner,
        host.MatchStatus.ToString(),
        cve,
        finding.DetectionId,
        finding.Title,
        finding.CvssScore?.ToString("0.0", CultureInfo.InvariantCulture),
        finding.CvssVersion,
        finding.Severity.ToString(),
        finding.Port?.ToString(CultureInfo.InvariantCulture),
        finding.Protocol,
        finding.Solution,
        finding.FirstSeen?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        finding.LastSeen?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
    ];

    private static void Row(StringBuilder csv, IEnumerable<string?> values) => csv.AppendJoin(',', values.Select(Value)).Append("\r\n");

    // A spreadsheet takes a cell that begins like this for a formula; the apostrophe makes it text.
    private static string Value(string? value)
    {
        string text = MarkdownText.OneLine(value);
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '|' or '%')
        {
            text = $"'{text}";
        }

        return text.AsSpan().IndexOfAny(s_quoted) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    // The byte order mark tells a spreadsheet that the text is UTF-8; the hash names one content once.
    private static TrackerFile File(StringBuilder csv)
    {
        byte[] content = [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(csv.ToString())];
        string hash = Convert.ToHexString(SHA256.HashData(content), 0, 6).ToLowerInvariant();
        return new TrackerFile($"secautomation-{hash}.csv", Kind, content);
    }
}
