using SecAutomation.Engine.Streams;
using SecAutomation.Testing;

namespace SecAutomation.Connectors.Tests;

/// <summary>Reads reports of real products, and puts findings into lines that compare.</summary>
internal static class RecordedReports
{
    public static string Sample(params string[] parts) => RecordedSamples.Require(Assert.Skip, ["scanners", .. parts]);

    public static ReportRead Read(string path, Heard? heard = null) =>
        ConnectorFolders.Streams.ReadFindings(path, ConnectorFolders.Everything, heard ?? new Heard(), TestContext.Current.CancellationToken);

    public static ReportRead ReadText(string text, Heard? heard = null)
    {
        using TemporaryFile file = new(text);
        return Read(file.Path, heard);
    }

    /// <summary>Reads a text that names no host: its findings are of web01.</summary>
    public static ReportRead ReadGiven(string text, Heard? heard = null)
    {
        using TemporaryFile file = new(text);
        return ConnectorFolders.ReadFindings(file.Path, heard ?? new Heard());
    }

    /// <summary>Reads a text as an inventory.</summary>
    public static InventoryRead ReadAssets(string text, Heard heard)
    {
        using TemporaryFile file = new(text);
        return ConnectorFolders.Streams.ReadAssets(file.Path, heard, TestContext.Current.CancellationToken);
    }

    /// <summary>CVEs as findings have them: each once, sorted, in one text.</summary>
    public static string Cves(IEnumerable<string?> cves) =>
        string.Join(", ", cves.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <summary>A date as it is compared.</summary>
    public static string Date(DateTimeOffset? date) => date?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) ?? "-";

    /// <summary>Scores as they are compared: version and score, newest first.</summary>
    public static string Scores(Finding finding) => string.Join(' ', finding.Cvss.Select(rating => $"{rating.Version[..1]}:{Number(rating.BaseScore)}"));

    public static string Number(double? number) => number?.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) ?? "-";
}
