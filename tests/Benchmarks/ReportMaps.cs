using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Benchmarks;

/// <summary>The maps that are measured: what step 1 asks of a report, and a lean one.</summary>
internal static class ReportMaps
{
    public static FieldMap Xml { get; } = FieldMap.Compile(new FieldMapDefinition
    {
        Format = RecordFormat.Xml,
        Records = "NessusClientData_v2/Report/ReportHost/ReportItem",
        EnclosingValuesFirst = true,
        Fields =
        [
            Field("score", "cvss3_base_score"), Field("cve", "cve"),
            Field("fqdn", "../HostProperties/tag[@name='host-fqdn']"), Field("ip", "../HostProperties/tag[@name='host-ip']"),
        ],
    });

    public static FieldMap XmlFull { get; } = FieldMap.Compile(new FieldMapDefinition
    {
        Format = RecordFormat.Xml,
        Records = "NessusClientData_v2/Report/ReportHost/ReportItem",
        EnclosingValuesFirst = true,
        Fields =
        [
            Field("host", "../@name"),
            .. new[] { "host-fqdn", "host-ip", "netbios-name", "mac-address", "operating-system", "HOST_END" }.Select(t => Field(t, $"../HostProperties/tag[@name='{t}']")),
            .. new[] { "port", "protocol", "severity", "pluginID", "pluginName", "svc_name" }.Select(a => Field(a, $"@{a}")),
            .. new[] { "cve", "cvss3_base_score", "cvss3_vector", "cvss_base_score", "cvss_vector", "risk_factor", "solution", "synopsis", "vuln_publication_date" }.Select(e => Field(e, e)),
        ],
    });

    public static FieldMap Json { get; } = FieldMap.Compile(new FieldMapDefinition
    {
        Format = RecordFormat.Json,
        Records = "[]",
        Fields = [Field("score", "plugin.cvss3_base_score"), Field("cve", "plugin.cve"), Field("host", "asset.hostname"), Field("ip", "asset.ipv4"), Field("state", "state")],
    });

    public static FieldMap JsonFull { get; } = FieldMap.Compile(new FieldMapDefinition
    {
        Format = RecordFormat.Json,
        Records = "[]",
        Fields =
        [
            .. new[] { "hostname", "fqdn", "ipv4", "netbios_name", "mac_address", "operating_system", "agent_uuid", "uuid", "last_authenticated_results" }.Select(a => Field(a, $"asset.{a}")),
            .. new[] { "cve", "id", "name", "cvss3_base_score", "cvss_base_score", "risk_factor", "solution", "synopsis", "publication_date" }.Select(p => Field(p, $"plugin.{p}")),
            Field("vector3", "plugin.cvss3_vector.raw"), Field("vector2", "plugin.cvss_vector.raw"), Field("vpr", "plugin.vpr.score"),
            Field("port", "port.port"), Field("protocol", "port.protocol"), Field("severity"), Field("state"), Field("first_found"), Field("last_found"),
        ],
    });

    private static FieldDefinition Field(string name, string? path = null) => new(name, [path ?? name]);
}
