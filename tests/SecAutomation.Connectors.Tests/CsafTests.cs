using SecAutomation.Engine.Streams;

namespace SecAutomation.Connectors.Tests;

/// <summary>Advisories of CSAF 2.1, whose ratings stand elsewhere than those of 2.0.</summary>
public sealed class CsafTests
{
    [Theory]
    [InlineData("""2.0""", """ "scores":[{"products":["P"],"cvss_v3":{"baseScore":9.8,"vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}] """)]
    [InlineData("""2.1""", """ "metrics":[{"products":["P"],"content":{"cvss_v4":{"baseScore":9.3},"epss":{"probability":"0.9"}}}] """)]
    public void What_an_advisory_says_of_products_is_read_in_full_whichever_way_it_rates_them(string version, string ratings)
    {
        Heard heard = new();
        using TemporaryFile file = new($$$"""
            {"document":{"csaf_version":"{{{version}}}","category":"csaf_vex","tracking":{"id":"A-1","status":"final"}},
             "product_tree":{"full_product_names":[{"product_id":"P","name":"openssl 3.0.11","product_identification_helper":{"purls":["pkg:deb/debian/openssl@3.0.11"]}}]},
             "vulnerabilities":[{"cve":"CVE-2022-0001",{{{ratings}}},"product_status":{"fixed":["P"]}}]}
            """);

        StatementRead read = ConnectorFolders.Streams.ReadStatements(file.Path, heard, TestContext.Current.CancellationToken);

        read.Failure.ShouldBeNull();
        heard.Failures.ShouldBeEmpty();
        VexStatement statement = read.Statement.ShouldHaveSingleItem();
        (statement.CveId, statement.State, statement.Product.ShouldHaveSingleItem().Purl).ShouldBe(("CVE-2022-0001", FindingState.Fixed, "pkg:deb/debian/openssl@3.0.11"));
    }
}
