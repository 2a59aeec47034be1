using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Streams;

namespace SecAutomation.Engine.Tests.Streams;

/// <summary>Shapes of records that products write: labels of one field alone, one product a record, lists of ratings, no host.</summary>
public sealed class RecordShapeTests : IDisposable
{
    private const string ConnectorYaml = """
        name: Shape
        title: Shapes
        docUrl: https://shape.example/docs
        roles: [scanner, inventory]
        """;

    private const string FindingsYaml = """
        title: Shape findings (JSON)
        gives: findings
        format: json
        host: given
        recognise:
          keys: ["results[].id"]
        records: "results[]"
        fields:
          cveId: id
          severity: { path: level, labels: { "4": critical, "1": low } }
          state: { path: mitigated, labels: { "0": open, "1": reopened } }
          stateOverride: { path: accepted, labels: { "1": accepted } }
          cvss3Score: own
          cvss: { records: [ratings, "related[].ratings"], fields: { score: score, vector: vector, version: version } }
          software: { fields: { name: package, version: [version, fallback] } }
        """;

    private const string TuplesYaml = """
        title: Shape tuples (JSON)
        gives: assets
        format: json
        host: given
        recognise:
          keys: [debs, tuples]
        records: "@"
        fields:
          software: { records: tuples, fields: { name: "[0]", version: "[1]" } }
        """;

    private const string AssetsYaml = """
        title: Shape assets (JSON)
        gives: assets
        format: json
        host: given
        recognise:
          keys: [debs]
        records: "@"
        fields:
          software: { records: [debs, rpms], fields: { name: name, version: version } }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shapes-");
    private readonly ReadFiles _files;

    public RecordShapeTests()
    {
        string streams = _folder.CreateSubdirectory("Shape/Streams").FullName;
        File.WriteAllText(Path.Combine(_folder.FullName, "Shape", "connector.yaml"), ConnectorYaml);
        File.WriteAllText(Path.Combine(streams, "findings.yaml"), FindingsYaml);
        File.WriteAllText(Path.Combine(streams, "assets.yaml"), AssetsYaml);
        File.WriteAllText(Path.Combine(streams, "tuples.yaml"), TuplesYaml);
        _files = new ReadFiles(ConnectorCatalog.FromFolder(_folder.FullName));
    }

    public void Dispose()
    {
        _files.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Two_fields_may_mean_two_things_by_the_same_label()
    {
        Finding(""" "level":"4","mitigated":"1","accepted":"0" """).State.ShouldBe(FindingState.Reopened);
        Finding(""" "level":"4","mitigated":"1","accepted":"1" """).State.ShouldBe(FindingState.Accepted);
        Finding(""" "level":"4","mitigated":"0","accepted":"0" """).VendorSeverity.ShouldBe(Severity.Critical);
    }

    [Fact]
    public void A_label_that_the_field_does_not_know_is_reported()
    {
        Finding(""" "level":"9" """).VendorSeverity.ShouldBe(Severity.Unknown);

        _files.Heard.Failures.ShouldHaveSingleItem().Message.ShouldContain("'9' of severity is none of 4, 1");
    }

    [Fact]
    public void The_product_may_stand_in_the_record_itself()
    {
        Finding(""" "package":"openssl","version":"1.1.1" """).Software.ShouldHaveSingleItem().ToString().ShouldBe("openssl 1.1.1");
        Finding(""" "package":"openssl","fallback":"3" """).Software.ShouldHaveSingleItem().Version.ShouldBe("3");
        Finding(""" "version":"1.1.1" """).Software.ShouldBeEmpty();
    }

    [Fact]
    public void Of_ratings_the_highest_of_each_version_counts()
    {
        Finding finding = Finding(
            """
            "ratings":[
              {"score":7.1,"version":"3.1","vector":"CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N"},
              {"score":9.8,"version":"CVSSv31","vector":"AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"},
              {"score":"10","version":"2.0","vector":"AV:N/AC:L/Au:N/C:C/I:C/A:C"},
              {"score":8.7,"vector":"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N"},
              {"score":9.9,"version":"other"},{"version":"3.1"}]
            """);

        finding.Cvss.Select(rating => (rating.Version, rating.BaseScore)).ShouldBe([("4.0", 8.7), ("3.1", 9.8), ("2.0", 10.0)]);
        finding.Cvss[1].Vector.ShouldBe("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H");
        _files.Heard.Failures.ShouldBeEmpty();
    }

    [Fact]
    public void Ratings_of_several_lists_count_and_none_is_carried_to_the_next_record()
    {
        ReportRead read = Findings("""{"results":[{"id":"CVE-2024-0001","ratings":[],"related":[{"ratings":[{"score":5,"version":"3.0"}]},{"ratings":[{"score":6,"version":"3.0"}]}]},{"id":"CVE-2024-0002"}]}""", "web01");

        read.Host.ShouldHaveSingleItem().Finding.Select(finding => finding.CvssScore).ShouldBe([6.0, null]);
    }

    [Fact]
    public void A_score_of_its_own_wins_over_ratings() =>
        Finding(""" "own":4.0,"ratings":[{"score":9.8,"version":"3.1"}] """).CvssScore.ShouldBe(4.0);

    [Fact]
    public void A_rating_that_cannot_be_is_reported_and_left_out()
    {
        Finding(""" "ratings":[{"score":11,"version":"3.1"}] """).CvssScore.ShouldBeNull();

        _files.Heard.Failures.ShouldHaveSingleItem().Message.ShouldContain("'11' of cvss is no CVSS base score");
    }

    [Fact]
    public void Content_that_names_no_host_asks_for_one()
    {
        ReportRead read = Findings("""{"results":[{"id":"CVE-2024-0001"}]}""", host: null);

        read.Failure!.Id.ShouldBe(FailureId.HostNameMissing);
        read.Failure.Message.ShouldContain("not on which host");
        read.Failure.Message.ShouldContain("-ComputerName");
        read.Host.ShouldBeEmpty();
    }

    [Fact]
    public void All_findings_are_of_the_host_that_is_given()
    {
        HostIdentity host = Findings("""{"results":[{"id":"CVE-2024-0001"},{"id":"CVE-2024-0002"}]}""", "web01.corp.example").Host.ShouldHaveSingleItem().Identity;

        (host.ComputerName, host.Fqdn).ShouldBe(("web01", "web01.corp.example"));
    }

    [Fact]
    public void A_host_may_be_given_by_its_address()
    {
        HostIdentity host = Findings("""{"results":[{"id":"CVE-2024-0001"}]}""", "192.0.2.7").Host.ShouldHaveSingleItem().Identity;

        host.ComputerName.ShouldBe("192.0.2.7");
        host.IPAddress.ShouldBe(["192.0.2.7"]);
    }

    [Theory]
    [InlineData("web01.json", "web01", null)]
    [InlineData("web01.corp.example.cdx.json", "web01", "web01.corp.example")]
    [InlineData("WEB01.sbom.json", "WEB01", null)]
    public void An_asset_without_a_name_is_called_like_its_file(string file, string computerName, string? fqdn)
    {
        InventoryRead read = _files.Streams.ReadAssets(
            _files.Write("""{"debs":[{"name":"bash","version":"5.2"}],"rpms":[{"name":"zlib","version":"1.3"}]}""", file), _files.Heard, TestContext.Current.CancellationToken);

        Asset asset = read.Asset.ShouldHaveSingleItem();
        (asset.ComputerName, asset.Fqdn).ShouldBe((computerName, fqdn));
        asset.InstalledSoftware!.Select(software => software.ToString()).ShouldBe(["bash 5.2", "zlib 1.3"]);
    }

    [Fact]
    public void A_product_may_be_a_list_of_name_and_version() =>
        _files.Assets("""{"debs":[],"tuples":[["bash","5.2","apt"],["zlib","1.3"],[],"odd"]}""").Asset.ShouldHaveSingleItem()
            .InstalledSoftware!.Select(software => software.ToString()).ShouldBe(["bash 5.2", "zlib 1.3", "odd"]);

    [Fact]
    public void A_list_that_is_empty_says_that_there_is_no_software() =>
        _files.Assets("""{"debs":[]}""").Asset.ShouldHaveSingleItem().InstalledSoftware.ShouldBe([]);

    private Finding Finding(string members) =>
        Findings($$"""{"results":[{"id":"CVE-2024-0001",{{members}}}]}""", "web01").Host.ShouldHaveSingleItem().Finding.ShouldHaveSingleItem();

    private ReportRead Findings(string text, string? host) =>
        _files.Streams.ReadFindings(_files.Write(text), ReadFiles.Everything, _files.Heard, TestContext.Current.CancellationToken, host);
}
