using System.Text;

namespace SecAutomation.Benchmarks;

/// <summary>A report of any size that takes no memory: a beginning, one host or finding over and over, an end.</summary>
internal sealed class GeneratedReport(string beginning, string repeated, string end, long times) : Stream
{
    private readonly byte[] _beginning = Encoding.UTF8.GetBytes(beginning);
    private readonly byte[] _repeated = Encoding.UTF8.GetBytes(repeated);
    private readonly byte[] _end = Encoding.UTF8.GetBytes(end);
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _beginning.Length + (_repeated.Length * times) + _end.Length;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public static GeneratedReport Xml(long hosts)
    {
        var host = new StringBuilder("<ReportHost name=\"10.0.0.1\"><HostProperties>\n<tag name=\"host-fqdn\">srv-0001.corp.example</tag>\n<tag name=\"host-ip\">10.0.0.1</tag>\n</HostProperties>\n");
        for (int item = 0; item < 50; item++)
        {
            host.Append("<ReportItem port=\"443\" svc_name=\"www\" protocol=\"tcp\" severity=\"3\" pluginID=\"10\" pluginName=\"Server &lt; 2.4 Multiple Vulnerabilities\" pluginFamily=\"General\">\n")
                .Append("<cve>CVE-2024-10001</cve>\n<cve>CVE-2024-10002</cve>\n<cvss3_base_score>9.8</cvss3_base_score>\n<cvss3_vector>CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H</cvss3_vector>\n<description>")
                .Append(string.Concat(Enumerable.Repeat("The version of the server on the remote host is prior to 2.4. It is, therefore, affected by several vulnerabilities &amp; more.\n\n", 12)))
                .Append("</description>\n<solution>Upgrade.</solution>\n<plugin_output>\n  Installed version : 2.3\n  Fixed version : 2.4\n</plugin_output>\n</ReportItem>\n");
        }

        return new GeneratedReport("<?xml version=\"1.0\" ?>\n<NessusClientData_v2>\n<Policy><policyName>p</policyName></Policy>\n<Report name=\"r\">\n", host.Append("</ReportHost>\n").ToString(), "</Report></NessusClientData_v2>\n", hosts);
    }

    public static GeneratedReport Json(long findings)
    {
        const string Finding = """{"asset":{"uuid":"u","hostname":"SRV-0001","fqdn":"srv-0001.corp.example","ipv4":"10.0.0.1","operating_system":["Linux"]},"output":"\n  Path : /opt/app\n  Installed version : 2.3\n  Fixed version : 2.4\n","plugin":{"bid":[1],"cve":["CVE-2024-10001","CVE-2024-10002"],"cvss3_base_score":9.8,"cvss3_vector":{"raw":"AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"},"description":"TEXT","id":10,"name":"Server < 2.4 Multiple Vulnerabilities","solution":"Upgrade."},"port":{"port":443,"protocol":"TCP"},"severity":"critical","state":"OPEN"},""";
        string text = string.Concat(Enumerable.Repeat("The version of the server on the remote host is prior to 2.4. It is, therefore, affected.\\n\\n  - \\\"more\\\" ", 20));
        return new GeneratedReport("[", Finding.Replace("TEXT", text, StringComparison.Ordinal), "null]", findings);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int written = 0;
        while (written < buffer.Length && _position < Length)
        {
            long inside = _position - _beginning.Length;
            ReadOnlySpan<byte> source = inside < 0
                ? _beginning.AsSpan((int)_position)
                : inside < _repeated.Length * times ? _repeated.AsSpan((int)(inside % _repeated.Length)) : _end.AsSpan((int)(inside - (_repeated.Length * times)));
            int taken = Math.Min(source.Length, buffer.Length - written);
            source[..taken].CopyTo(buffer[written..]);
            written += taken;
            _position += taken;
        }

        return written;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
