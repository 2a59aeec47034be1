using System.IO.Compression;
using System.Text.Json;
using SecAutomation.Engine.Streams;

namespace SecAutomation.Connectors.Tests;

/// <summary>Exports of Microsoft Defender, against results that were worked out without our reader, and the traps of the formats.</summary>
public sealed class DefenderTests
{
    private readonly Heard _heard = new();

    [Fact]
    public void A_page_says_what_a_json_document_of_it_says_and_that_more_follows()
    {
        string path = RecordedReports.Sample("defender", "dd-machinesVulnerabilities.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement[] rows = [.. document.RootElement.GetProperty("value").EnumerateArray()];

        ReportRead read = RecordedReports.Read(path, _heard);

        (read.Failure!.Id, read.Read.Connector, read.Read.Received, read.Read.IsComplete).ShouldBe((FailureId.ReadIncomplete, "Defender", rows.Length, false));
        ScannedHost host = read.Host.ShouldHaveSingleItem();
        host.Identity.AgentId.ShouldBe(rows[0].GetProperty("machineId").GetString());
        host.Finding.Select(Describe).ShouldBe(rows.Select(Describe));
    }

    [Fact]
    public void A_zip_of_several_files_is_refused_and_the_files_in_it_are_read()
    {
        string path = RecordedReports.Sample("defender", "dd-defender_multiple_files.zip");
        ReportRead packed = RecordedReports.Read(path);
        packed.Read.IsComplete.ShouldBeFalse();
        packed.Failure!.Message.ShouldContain("ZIP archive");

        using ZipArchive zip = ZipFile.OpenRead(path);
        foreach (ZipArchiveEntry entry in zip.Entries.Where(entry => entry.Name.EndsWith(".json", StringComparison.Ordinal)))
        {
            using StreamReader text = new(entry.Open());
            ReportRead read = RecordedReports.ReadText(text.ReadToEnd());

            // Machines hold no vulnerabilities.
            bool isOfMachines = entry.FullName.StartsWith("machines", StringComparison.Ordinal);
            (read.Host.Count > 0).ShouldBe(!isOfMachines, entry.FullName);
            if (isOfMachines)
            {
                read.Failure!.Message.ShouldContain("a list of machines of Microsoft Defender");
                read.Failure.NextStep!.ShouldContain("Give the vulnerabilities by machine");
            }
        }
    }

    [Theory]
    [InlineData("software-vulnerabilities.camel.json")]
    [InlineData("software-vulnerabilities.pascal.json")]
    [InlineData("software-vulnerabilities-export.pascal.json")]
    public void Rows_of_both_spellings_and_of_both_ways_of_asking_say_the_same(string sample)
    {
        ReportRead read = RecordedReports.Read(ConnectorFolders.File("Defender", "_test", sample), _heard);

        read.Host.Select(host => host.Identity.ComputerName).ShouldBe(["web01", "max's ipad air (17zoll)"]);
        Finding log4j = read.Host[0].Finding[0];
        (log4j.CveIdText, log4j.DetectionId, log4j.CvssScore, log4j.VendorSeverity).ShouldBe(("CVE-2021-44228", "CVE-2021-44228", 10.0, Severity.Critical));
        log4j.Software.Select(software => software.ToString()).ShouldBe(["log4j 2.14.0", "log4j 2.15.0"]);
        RecordedReports.Date(log4j.FirstSeen).ShouldBe("2025-10-01T11:06:39");
        RecordedReports.Date(log4j.LastSeen).ShouldBe("2025-11-04T15:17:26");
        Finding temporary = read.Host[0].Finding[1];
        (temporary.CveIdText, temporary.DetectionId, temporary.FirstSeen).ShouldBe(("", "TVM-2020-0002", null));
        read.Host[1].Finding.ShouldHaveSingleItem().CveId.ShouldBeEmpty();
        _heard.Failures.ShouldHaveSingleItem().Message.ShouldContain("1990-1sdfsdfsdfZ");
    }

    [Fact]
    public void A_machine_that_is_known_under_two_ids_is_two_hosts_because_nothing_in_the_findings_says_which_one_was_merged()
    {
        const string Row = """{"deviceId":"%","deviceName":"web01.corp.example","softwareName":"log4j","softwareVersion":"2.14.0","cveId":"CVE-2021-44228","vulnerabilitySeverityLevel":"Critical"}""";

        ReportRead read = RecordedReports.ReadText($$"""{"value":[{{Row.Replace('%', '1')}},{{Row.Replace('%', '2')}}]}""");

        read.Host.Select(host => (host.Identity.ComputerName, host.Identity.AgentId)).ShouldBe([("web01", "1"), ("web01", "2")]);
        read.Host.ShouldAllBe(host => host.Finding.Count == 1);
    }

    [Fact]
    public void Changes_tell_what_was_fixed() =>
        RecordedReports.Read(ConnectorFolders.File("Defender", "_test", "software-vulnerabilities.changes.json"), _heard).Host[0].Finding
            .Select(finding => finding.State).ShouldBe([FindingState.Fixed, FindingState.Fixed, FindingState.Open]);

    [Fact]
    public void A_file_of_the_export_that_was_cut_while_compressed_is_incomplete()
    {
        byte[] whole = File.ReadAllBytes(ConnectorFolders.File("Defender", "_test", "software-vulnerabilities-export.camel.json"));
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(whole);
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(path, packed.ToArray());
            RecordedReports.Read(path, _heard).Read.IsComplete.ShouldBeTrue();
            File.WriteAllBytes(path, packed.ToArray()[..((int)packed.Length - 40)]);
            RecordedReports.Read(path, _heard).Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Describe(Finding finding) =>
        $"{finding.CveIdText} {finding.DetectionId} {finding.VendorLabel} {finding.Software[0]} of {finding.Software[0].Publisher}";

    private static string Describe(JsonElement row) =>
        $"{row.GetProperty("cveId").GetString()} {row.GetProperty("cveId").GetString()} {row.GetProperty("severity").GetString()} "
        + $"{row.GetProperty("productName").GetString()} {row.GetProperty("productVersion").GetString()} of {row.GetProperty("productVendor").GetString()}";
}
