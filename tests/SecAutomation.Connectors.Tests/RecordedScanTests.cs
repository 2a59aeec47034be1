using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using SecAutomation.Engine.Streams;
using SecAutomation.Testing;

namespace SecAutomation.Connectors.Tests;

/// <summary>Reports of real products, against results that were worked out without our reader.</summary>
public sealed class RecordedScanTests
{
    private static readonly string[] s_reports = ["pytenable-example.nessus", "dd-nessus_with_cvssv3.nessus", "dd-nessus_v_unknown.xml"];

    public static TheoryData<string> Reports => [.. s_reports];

    [Fact]
    public void The_known_report_has_172_critical_cves_by_the_newest_cvss_and_91_by_the_label()
    {
        string path = Sample("scanners", "nessus-v2", "pytenable-example.nessus");

        Cves(path, static (in FindingFacts facts) => IsCritical(facts)).Length.ShouldBe(172);
        Cves(path, static (in FindingFacts facts) => facts.VendorSeverity == Severity.Critical).Length.ShouldBe(91);
        ReportRead read = Read(path, ConnectorFolders.Everything);
        HostIdentity host = read.Host.ShouldHaveSingleItem().Identity;
        (host.ComputerName, host.Fqdn).ShouldBe(("adam", "adam.ad.demo.io"));
        (read.Read.Connector, read.Read.Received, read.Read.IsComplete).ShouldBe(("Nessus", 230, true));
        read.Host[0].Read.Credentialed.ShouldBe(true);
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void A_report_says_what_an_xml_document_of_it_says(string name)
    {
        string path = Sample("scanners", "nessus-v2", name);
        XElement[] hosts = [.. XDocument.Load(path).Descendants("ReportHost")];

        ReportRead read = Read(path, ConnectorFolders.Everything);

        read.Failure.ShouldBeNull();
        read.Host.Select(host => host.Read.ScannedAt is not null).ShouldAllBe(isKnown => isKnown);
        read.Host.SelectMany(host => host.Identity.IPAddress!).ShouldBe(hosts.Select(host => Tag(host, "host-ip")!));
        read.Host.Select(host => host.OperatingSystem).ShouldBe(hosts.Select(host => Tag(host, "operating-system")?.Replace("\n", " or ", StringComparison.Ordinal)));
        read.Host.SelectMany(host => host.Finding).Select(Describe).ShouldBe(hosts.SelectMany(host => host.Elements("ReportItem")).Select(Describe));
    }

    [Fact]
    public void A_chunk_says_what_a_json_document_of_it_says()
    {
        string path = Sample("scanners", "tenable-vm", "pytenable-vulns-export-03.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));

        ReportRead read = Read(path, ConnectorFolders.Everything);

        CompareChunk(read, document.RootElement);
        (read.Read.Received, read.Host.Count).ShouldBe((344, 6));
        read.Host.ShouldContain(host => host.Identity.ComputerName == "archie");
        read.Host.Count(host => host.Identity.ComputerName.StartsWith("192.168.", StringComparison.Ordinal)).ShouldBe(AddressNamed(document.RootElement));
    }

    [Theory]
    [InlineData("j1-vulns-export-chunk.nock.json")]
    [InlineData("j1-vulns-export-full-cycle.nock.json")]
    public void A_recorded_answer_says_what_a_json_document_of_it_says(string name)
    {
        using JsonDocument recording = JsonDocument.Parse(File.ReadAllBytes(Sample("scanners", "tenable-vm", name)));
        JsonElement chunk = recording.RootElement.EnumerateArray().Select(call => call.GetProperty("response")).Last(answer => answer.ValueKind == JsonValueKind.Array);
        using TemporaryFile file = new(chunk.GetRawText());

        CompareChunk(Read(file.Path, ConnectorFolders.Everything), chunk);
    }

    [Fact]
    public void The_other_answers_of_an_export_are_no_reports()
    {
        ReportRead read = Read(Sample("scanners", "tenable-vm", "pytenable-vulns-export-02.json"), ConnectorFolders.Everything);

        read.Failure!.Id.ShouldBe(FailureId.FormatNotRecognised);
    }

    [Fact]
    public void An_empty_chunk_is_a_report_that_found_nothing()
    {
        using TemporaryFile file = new("[]");

        ReportRead read = Read(file.Path, ConnectorFolders.Everything);

        (read.Failure, read.Read.Connector, read.Read.IsComplete).ShouldBe((null, "TenableVM", true));
    }

    private static string Sample(params string[] parts) => RecordedSamples.Require(Assert.Skip, parts);

    private static ReportRead Read(string path, FindingFilter filter) =>
        ConnectorFolders.Streams.ReadFindings(path, filter, new Heard(), TestContext.Current.CancellationToken);

    private static string[] Cves(string path, FindingFilter filter) =>
        [.. Read(path, filter).Host.SelectMany(host => host.Finding).SelectMany(finding => finding.CveId).Distinct(StringComparer.Ordinal)];

    private static bool IsCritical(in FindingFacts facts) =>
        (facts.CvssV4 ?? facts.CvssV3 ?? facts.CvssV2) is { } score ? score >= 9.0 : facts.VendorSeverity == Severity.Critical;

    private static string Describe(Finding finding)
    {
        string scores = string.Join(' ', finding.Cvss.OrderBy(rating => rating.Version, StringComparer.Ordinal).Select(rating => Number(rating.BaseScore)));
        return $"{finding.DetectionId} {finding.Port ?? 0} {finding.Protocol} {finding.VendorLabel} [{finding.CveIdText}] [{scores}] {finding.Title} {finding.Solution}";
    }

    private static string Describe(XElement item)
    {
        string cves = string.Join(", ", item.Elements("cve").Select(cve => cve.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        string?[] scores = [(string?)item.Element("cvss_base_score"), (string?)item.Element("cvss3_base_score")];
        string numbers = string.Join(' ', scores.Where(score => score is not null).Select(score => Number(double.Parse(score!, CultureInfo.InvariantCulture))));
        string solution = ((string?)item.Element("solution"))?.Trim() is { } text && text != "n/a" ? text : "";
        return $"{(string?)item.Attribute("pluginID")} {(string?)item.Attribute("port")} {(string?)item.Attribute("protocol")} {(string?)item.Attribute("severity")} "
            + $"[{cves}] [{numbers}] {(string?)item.Attribute("pluginName")} {solution}";
    }

    private static string Number(double? score) => score?.ToString("0.0", CultureInfo.InvariantCulture) ?? "-";

    private static string? Tag(XElement host, string name) =>
        host.Element("HostProperties")!.Elements("tag").FirstOrDefault(tag => (string?)tag.Attribute("name") == name)?.Value;

    private static void CompareChunk(ReportRead read, JsonElement chunk)
    {
        read.Failure.ShouldBeNull();
        read.Read.IsComplete.ShouldBeTrue();
        read.Read.Connector.ShouldBe("TenableVM");
        Dictionary<string, string[]> expected = chunk.EnumerateArray()
            .GroupBy(finding => finding.GetProperty("asset").GetProperty("uuid").GetString()!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(Describe).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        read.Host.Count.ShouldBe(expected.Count);
        string[] all = [.. expected.Values.SelectMany(lines => lines).Order(StringComparer.Ordinal)];
        read.Host.SelectMany(host => host.Finding).Select(DescribeShort).Order(StringComparer.Ordinal).ShouldBe(all);
    }

    private static int AddressNamed(JsonElement chunk) => chunk.EnumerateArray()
        .Select(finding => finding.GetProperty("asset"))
        .Where(asset => !asset.TryGetProperty("fqdn", out _) && !asset.TryGetProperty("netbios_name", out _))
        .Select(asset => asset.GetProperty("uuid").GetString())
        .Distinct(StringComparer.Ordinal)
        .Count();

    private static string DescribeShort(Finding finding) =>
        $"{finding.DetectionId} {finding.Port ?? 0} {finding.Protocol} {finding.VendorLabel} {finding.State} [{finding.CveIdText}] {finding.LastSeen:yyyy-MM-ddTHH:mm:ss}";

    private static string Describe(JsonElement finding)
    {
        JsonElement plugin = finding.GetProperty("plugin");
        JsonElement port = finding.GetProperty("port");
        string cves = plugin.TryGetProperty("cve", out JsonElement list)
            ? string.Join(", ", list.EnumerateArray().Select(cve => cve.GetString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            : "";
        string state = finding.GetProperty("state").GetString()! switch { "OPEN" => "Open", "REOPENED" => "Reopened", _ => "Fixed" };
        string seen = finding.GetProperty("last_found").GetString()![..19];
        return $"{plugin.GetProperty("id")} {port.GetProperty("port")} {port.GetProperty("protocol").GetString()!.ToLowerInvariant()} "
            + $"{finding.GetProperty("severity").GetString()} {state} [{cves}] {seen}";
    }
}
