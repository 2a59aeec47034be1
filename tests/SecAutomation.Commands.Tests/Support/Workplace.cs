using System.Globalization;
using System.Text;

namespace SecAutomation.Commands.Tests;

/// <summary>A folder with reports, inventories and a store of one test.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("secautomation-");

    public string Folder => _folder.FullName;

    public string Store => Combine("tickets.db");

    public string Combine(params string[] parts) => Path.Combine([Folder, .. parts]);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] content)
    {
        string path = Combine(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string WriteReport(string name, params ReportedHost[] hosts) => Write(name, Report(hosts));

    /// <summary>An inventory with the columns ComputerName, FQDN, IP Address, OS, Owner and Last Seen.</summary>
    public string WriteInventory(string name, params string[] rows) =>
        Write(name, "ComputerName,FQDN,IP Address,OS,Owner,Last Seen\n" + string.Concat(rows.Select(row => row + "\n")));

    public static string Report(params ReportedHost[] hosts)
    {
        var xml = new StringBuilder("<?xml version=\"1.0\" ?>\n<NessusClientData_v2>\n<Report name=\"weekly\">\n");
        foreach (ReportedHost host in hosts)
        {
            xml.Append(CultureInfo.InvariantCulture, $"""
                <ReportHost name="{host.Name}"><HostProperties>
                <tag name="HOST_END_TIMESTAMP">{host.ScannedAt.ToUnixTimeSeconds()}</tag>
                <tag name="operating-system">Linux 6.1</tag>
                <tag name="host-ip">{host.Address}</tag>
                {(host.Fqdn is null ? "" : $"<tag name=\"host-fqdn\">{host.Fqdn}</tag>")}
                </HostProperties>

                """);
            if (host.HasInformation)
                xml.Append("<ReportItem port=\"0\" svc_name=\"general\" protocol=\"tcp\" severity=\"0\" pluginID=\"12053\" pluginName=\"Host name resolution\" pluginFamily=\"General\"></ReportItem>\n");

            foreach (string cve in host.Cve)
            {
                xml.Append(CultureInfo.InvariantCulture, $"""
                    <ReportItem port="443" svc_name="www" protocol="tcp" severity="4" pluginID="{1000 + Math.Abs(cve[^1])}" pluginName="Hole {cve}" pluginFamily="General">
                    <cve>{cve}</cve><cvss3_base_score>{host.Score:0.0}</cvss3_base_score><risk_factor>Critical</risk_factor>
                    <cvss3_vector>CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H</cvss3_vector>
                    <solution>Upgrade.</solution><synopsis>A hole.</synopsis><description>A hole.</description></ReportItem>

                    """);
            }

            xml.Append("</ReportHost>\n");
        }

        return xml.Append("</Report>\n</NessusClientData_v2>\n").ToString();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
