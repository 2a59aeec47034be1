using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Streams;
using SecAutomation.Engine.Tests.Manifests;

namespace SecAutomation.Engine.Tests.Streams;

/// <summary>Documents that say once what a check is, keep records in several places, or say that more follows.</summary>
public sealed class ReferringRecordTests
{
    private const string Connector = """
        name: Far
        title: Far scanner
        docUrl: https://far.example/docs
        roles: scanner
        severity:
          bad: critical
        state:
          seen: open
          clear: absent
          waived: accepted
        """;

    private const string Stream = """
        title: Far findings (XML)
        gives: findings
        format: xml
        recognise:
          root: far
          elements: [hosts/host, [meta/v1, meta/v2]]
        records: far/hosts/host/check
        continues: [far/more, far/warning/@code]
        fields:
          hostName: "../@name"
          detectionId: "@ref"
          state: "@state"
          stateOverride: { path: ["@a", "@b"], take: all }
          port: at
          protocol: at
          lastSeen: seen
          cvss3Score: { path: score, absent: ["0"] }
        also:
          - records: far/hosts/host/service/check
            fields:
              hostName: "../../@name"
              port: "../@port"
              protocol: "../@protocol"
        lookup:
          records: far/checks/check
          key: "@id"
          by: "@ref"
          fields:
            title: title
            cveId: cve
            port: usual
            severity: label
            cvss: { fields: { score: rating, vector: rating } }
            solution: { path: tags, pair: solution }
        """;

    private const string Checks = """
        <checks>
          <check id="LOG4J"><title>Log4Shell</title><cve>CVE-2021-44228</cve><cve>CVE-2021-45046</cve><label>bad</label><rating>9.3 (AV:N/AC:M/Au:N/C:C/I:C/A:C)</rating><tags>summary=It is bad.|Solution=Update it.</tags></check>
          <check id="ssh"><title>Old SSH</title><tags>Turn it off.</tags></check>
        </checks>
        """;

    [Fact]
    public void A_record_has_what_the_document_says_once_behind_it()
    {
        Finding finding = Read("""<host name="web01"><check ref="log4j" state="seen"><at>443/TCP</at></check></host>""").Host[0].Finding.ShouldHaveSingleItem();

        (finding.Title, finding.CveIdText, finding.VendorSeverity, finding.Solution).ShouldBe(("Log4Shell", "CVE-2021-44228, CVE-2021-45046", Severity.Critical, "Update it."));
        (finding.CvssVersion, finding.CvssScore, finding.CvssVector).ShouldBe(("2.0", 9.3, "AV:N/AC:M/Au:N/C:C/I:C/A:C"));
        (finding.Port, finding.Protocol).ShouldBe((443, "tcp"));
    }

    [Fact]
    public void It_may_also_stand_before_the_records()
    {
        ReportRead read = Findings($"""<far><meta><v1/></meta>{Checks}<hosts><host name="web01"><check ref="ssh"/></host></hosts></far>""");

        read.Host[0].Finding.ShouldHaveSingleItem().Title.ShouldBe("Old SSH");
        read.Host[0].Finding[0].Solution.ShouldBe("Turn it off.");
    }

    [Fact]
    public void The_filter_sees_what_was_looked_up()
    {
        ReportRead read = Read(
            """<host name="web01"><check ref="log4j"/><check ref="ssh"/></host>""",
            static (in FindingFacts facts) => facts is { VendorSeverity: Severity.Critical, CvssV2: 9.3, HasCve: true });

        read.Host.ShouldHaveSingleItem().Finding.ShouldHaveSingleItem().DetectionId.ShouldBe("log4j");
        read.Read.Received.ShouldBe(2);
    }

    [Theory]
    [InlineData("<at>443</at>", 443)]
    [InlineData("", 22)]
    public void What_stands_in_both_counts_as_the_record_says_it(string at, int expected) =>
        Findings($"""<far><meta><v1/></meta><checks><check id="ssh"><usual>22</usual></check></checks><hosts><host name="web01"><check ref="ssh">{at}</check></host></hosts></far>""")
            .Host[0].Finding.ShouldHaveSingleItem().Port.ShouldBe(expected);

    [Fact]
    public void A_record_that_refers_to_nothing_is_used_and_reported()
    {
        ReportRead read = Read("""<host name="web01"><check ref="gone"/></host>""");

        read.Host[0].Finding.ShouldHaveSingleItem().DetectionId.ShouldBe("gone");
        _heard.Failures.ShouldHaveSingleItem().Id.ShouldBe(FailureId.ValueInvalid);
        _heard.Failures[0].Message.ShouldContain("the document does not define 'gone'. The finding counts without");
    }

    [Fact]
    public void Hosts_of_several_places_are_one_host()
    {
        ReportRead read = Read("""
            <host name="web01"><check ref="ssh"><at>22/tcp</at></check><service port="8443" protocol="tcp"><check ref="log4j"/></service></host>
            <host name="web02"><service port="80" protocol="udp"><check ref="log4j"/></service></host>
            """);

        read.Host.Select(host => $"{host.Identity.ComputerName}: {string.Join(' ', host.Finding.Select(finding => $"{finding.DetectionId}@{finding.Port}/{finding.Protocol}"))}")
            .ShouldBe(["web01: ssh@22/tcp log4j@8443/tcp", "web02: log4j@80/udp"]);
        (read.Read.Received, read.Read.IsComplete).ShouldBe((3, true));
    }

    [Fact]
    public void A_record_that_says_that_nothing_was_found_is_no_finding_and_is_counted()
    {
        ReportRead read = Read("""<host name="web01"><check ref="ssh" state="clear"/><check ref="gone" state="clear"/><check ref="log4j" state="seen"/></host>""");

        read.Host[0].Finding.ShouldHaveSingleItem().DetectionId.ShouldBe("log4j");
        (read.Read.Received, read.Read.Skipped, read.Read.IsComplete).ShouldBe((3, 0, true));
        _heard.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a='waived'", FindingState.Accepted)]
    [InlineData("a='0' b='waived'", FindingState.Accepted)]
    [InlineData("a='0' b='0'", FindingState.Open)]
    public void An_override_counts_wherever_the_table_knows_it(string attributes, FindingState expected) =>
        Read($"""<host name="web01"><check ref="ssh" state="seen" {attributes}/></host>""").Host[0].Finding[0].State.ShouldBe(expected);

    [Fact]
    public void A_score_that_means_none_is_none() =>
        Read("""<host name="web01"><check ref="log4j"><score>0</score></check></host>""").Host[0].Finding[0].CvssVersion.ShouldBe("2.0");

    [Theory]
    [InlineData("<more>https://far.example/page2</more>", false)]
    [InlineData("<warning code='1980'/>", false)]
    [InlineData("<more/>", true)]
    [InlineData("", true)]
    public void A_page_of_several_is_incomplete(string more, bool isComplete)
    {
        ReportRead read = Findings($"<far><meta><v2/></meta><hosts><host name='web01'><check ref='ssh'/></host></hosts>{Checks}{more}</far>");

        read.Read.IsComplete.ShouldBe(isComplete);
        read.Failure?.Id.ShouldBe(FailureId.ReadIncomplete);
        read.Host.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_document_that_is_cut_before_what_is_referred_to_is_an_error_once()
    {
        ReportRead read = Findings("<far><meta><v1/></meta><hosts><host name='web01'><check ref='ssh'/></host></hosts><checks>");

        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
        _heard.Failures.ShouldBeEmpty();
        read.Host.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_is_referred_to_may_not_take_more_than_the_limit()
    {
        ReportRead read = Findings(Document("<host name='web01'><check ref='ssh'/></host>"), limits: ReadLimits.Default with { MaximumHeldBytes = 40 });

        read.Failure!.Id.ShouldBe(FailureId.LimitExceeded);
    }

    [Fact]
    public void A_root_without_the_elements_of_the_signature_is_another_format() =>
        Findings("<far><hosts><host/></hosts></far>").Failure!.Id.ShouldBe(FailureId.FormatNotRecognised);

    [Theory]
    [InlineData("    title: title", "    hostName: title", "'hostName' tells of the host")]
    [InlineData("  key: \"@id\"", "  key: \"@@id\"", "'@@id'")]
    [InlineData("  key: \"@id\"\n", "", "'key' of a lookup is missing")]
    [InlineData("  - records: far/hosts/host/service/check\n    fields:", "  - fields:", "'records' of a value of 'also' is missing")]
    [InlineData("far/hosts/host/service/check", "far//check", "'far//check'")]
    [InlineData("      port: \"../@port\"", "      port: \"../../../../../@port\"", "the path goes up 5")]
    [InlineData("continues: [far/more, far/warning/@code]", "continues: [far/more, \"far/[\"]", "'far/['")]
    public void A_mistake_of_its_author_is_found(string text, string replacement, string expected)
    {
        string stream = Stream.Replace("\r", "", StringComparison.Ordinal);
        stream.ShouldContain(text);
        Dictionary<string, string> files = new(StringComparer.Ordinal)
        {
            ["Far/connector.yaml"] = Connector,
            ["Far/Streams/far.yaml"] = stream.Replace(text, replacement, StringComparison.Ordinal),
        };

        AcmeConnector.ProblemsOf(files).ShouldContain(problem => problem.Message.Contains(expected, StringComparison.Ordinal));
    }

    private readonly Heard _heard = new();

    private static string Document(string hosts) => $"<far><meta><v1/></meta><hosts>{hosts}</hosts>{Checks}</far>";

    private ReportRead Read(string hosts, FindingFilter? filter = null) => Findings(Document(hosts), filter);

    private ReportRead Findings(string text, FindingFilter? filter = null, ReadLimits? limits = null)
    {
        ConnectorCatalog catalog = ConnectorCatalog.FromFiles(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Far/connector.yaml"] = Connector, ["Far/Streams/far.yaml"] = Stream }, "a test");
        using ReadFiles files = new(catalog, limits);
        return files.Streams.ReadFindings(files.Write(text), filter ?? ReadFiles.Everything, _heard, TestContext.Current.CancellationToken);
    }
}
