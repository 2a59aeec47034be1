using System.Text.Json.Nodes;
using System.Xml.Linq;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;
using SecAutomation.Testing;
using static SecAutomation.Engine.Tests.Projection.Reading;

namespace SecAutomation.Engine.Tests.Projection;

/// <summary>Reports of real products, read by a map and, independently, as a document in memory.</summary>
public sealed class RecordedReports
{
    [Theory]
    [InlineData("pytenable-example.nessus")]
    [InlineData("dd-nessus_with_cvssv3.nessus")]
    [InlineData("dd-nessus_v_unknown.xml")]
    public void An_xml_report_gives_what_its_document_holds(string name)
    {
        string path = RecordedSamples.Require(Assert.Skip, "scanners", "nessus-v2", name);
        FieldMap map = FieldMap.Compile(new FieldMapDefinition
        {
            Format = RecordFormat.Xml,
            Records = "NessusClientData_v2/Report/ReportHost/ReportItem",
            Fields = [Field("host", "../@name"), Field("ip", "../HostProperties/tag[@name='host-ip']"), Field("id", "@pluginID"), Field("cve"), Field("solution")],
            EnclosingValuesFirst = true,
        });
        using RecordReader reader = RecordReader.Open(map, OpenedContent.Open(path, ReadLimits.Default), ReadLimits.Default);
        IEnumerable<string> expected =
            from host in XDocument.Load(path).Root!.Elements("Report").Elements("ReportHost")
            let ip = host.Element("HostProperties")?.Elements("tag").FirstOrDefault(t => (string?)t.Attribute("name") == "host-ip")?.Value
            from item in host.Elements("ReportItem")
            select string.Join('|', host.Attribute("name")!.Value, ip ?? "<Absent>", item.Attribute("pluginID")!.Value, Joined(item, "cve"), Joined(item, "solution"));
        List<string> found = Dump(reader);
        found.Count.ShouldBeGreaterThan(0);
        found.ShouldBe(expected.ToList());
    }

    [Theory]
    [InlineData("trivy", "Results", "Vulnerabilities")]
    [InlineData("grype", "matches", "")]
    public void A_json_report_gives_as_many_records_as_its_document_holds(string folder, string list, string inner)
    {
        string samples = RecordedSamples.Require(Assert.Skip, "scanners", folder);
        string records = inner.Length == 0 ? $"{list}[]" : $"{list}[].{inner}[]";
        FieldMap map = Map(RecordFormat.Json, records, Field("id", "VulnerabilityID", "vulnerability.id"), Field("target", "^.Target", "^.source.type"));
        foreach (string path in Directory.EnumerateFiles(samples, "*.json"))
        {
            if (JsonNode.Parse(File.ReadAllText(path)) is not JsonObject document || document[list] is not JsonArray outer)
                continue;

            IEnumerable<JsonNode?> all = inner.Length == 0 ? outer : outer.SelectMany(o => o?[inner] as JsonArray ?? []);
            List<string?> expected = [.. all.Select(v => (string?)(v!["VulnerabilityID"] ?? v["vulnerability"]!["id"]))];
            using RecordReader reader = RecordReader.Open(map, OpenedContent.Open(path, ReadLimits.Default), ReadLimits.Default);
            var found = new List<string?>();
            while (reader.Read(default))
                found.Add(reader.Text(0));

            found.ShouldBe(expected, path);
        }
    }

    private static string Joined(XElement item, string name)
    {
        string[] values = [.. item.Elements(name).Select(e => e.Value.Trim().ReplaceLineEndings("\n"))];
        return values.Length == 0 ? "<Absent>" : string.Join('+', values);
    }
}
