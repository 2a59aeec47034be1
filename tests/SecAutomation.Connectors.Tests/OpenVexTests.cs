using SecAutomation.Engine.Streams;

namespace SecAutomation.Connectors.Tests;

/// <summary>Documents of OpenVEX, of the first form and of the present one.</summary>
public sealed class OpenVexTests
{
    [Fact]
    public void Statements_tell_of_which_product_they_are_and_why()
    {
        StatementRead read = Read(ConnectorFolders.File("OpenVex", "_test", "document.json"));

        read.Failure.ShouldBeNull();
        read.Statement.Select(one => $"{one.CveId} {one.State} {string.Join(' ', one.Product.Select(product => product.Purl))} {one.Justification}".Trim()).ShouldBe(
        [
            "CVE-2021-44228 Accepted pkg:maven/org.example/app@1.0 vulnerable_code_not_in_execute_path",
            "CVE-2021-45046 Fixed pkg:maven/org.example/app@1.1 pkg:maven/org.example/app@1.1",
            "CVE-2022-0001 Open pkg:deb/debian/openssl@3.0.11",
            "CVE-2022-0002 Open pkg:deb/debian/curl@7.88.1",
        ]);
        (read.Statement[0].Document, read.Statement[0].Stated, read.Statement[0].Detail)
            .ShouldBe(("https://vex.example/2025-0001", new DateTimeOffset(2025, 11, 4, 10, 0, 0, TimeSpan.Zero), "Lookups are switched off."));
    }

    [Fact]
    public void What_is_said_of_a_component_within_a_product_is_not_said_of_it_elsewhere()
    {
        using TemporaryFile file = new("""
            {"@id":"d","statements":[{"vulnerability":{"name":"CVE-2021-44228"},"status":"not_affected",
             "products":[{"@id":"pkg:oci/app","subcomponents":[{"@id":"pkg:maven/log4j/log4j@2.14"}]}]}]}
            """);

        Read(file.Path).Statement.ShouldHaveSingleItem().Product.ShouldHaveSingleItem().Purl.ShouldBe("pkg:oci/app");
    }

    private static StatementRead Read(string path) => ConnectorFolders.Streams.ReadStatements(path, new Heard(), TestContext.Current.CancellationToken);
}
