using SecAutomation.Engine.Streams;
using SecAutomation.Testing;

namespace SecAutomation.Connectors.Tests;

/// <summary>VEX documents of real vendors.</summary>
public sealed class RecordedStatementTests
{
    [Fact]
    public void An_advisory_without_scores_tells_what_is_fixed_where()
    {
        StatementRead read = Read("csaf", "rhsa-2022_0011.json");

        read.Failure.ShouldBeNull();
        VexStatement statement = read.Statement.ShouldHaveSingleItem();
        statement.Reason.ShouldBe("CVE-2020-10188 fixed, says RHSA-2022:0011, 2022-01-04");
        statement.Product.Length.ShouldBe(15);
        VexProduct telnet = statement.Product.Single(product => product.Id == "7Server-7.6.AUS:telnet-1:0.17-65.el7_6.x86_64");
        telnet.PartOf!.Name.ShouldBe("Red Hat Enterprise Linux Server AUS (v. 7.6)");
        telnet.PartOf.Cpe.ShouldBe("cpe:/o:redhat:rhel_aus:7.6::server");
    }

    [Fact]
    public void A_case_of_several_states_is_told_state_by_state()
    {
        StatementRead read = Read("cyclonedx", "cisa-case3-vex.json");

        read.Failure.ShouldBeNull();
        read.Statement.Where(statement => statement.State == FindingState.Accepted).ShouldNotBeEmpty();
        read.Statement.Select(statement => statement.Product.ShouldHaveSingleItem()).ShouldAllBe(product => product.Name == "GHI" && product.Version == "17.4");
        read.Statement.Single(statement => statement.CveId == "CVE-2020-11896").State.ShouldBe(FindingState.Open);
        read.Statement.Single(statement => statement.CveId == "CVE-2020-11897").Reason
            .ShouldBe("CVE-2020-11897 not affected (code_not_present: IPv6 is not supported and code is not present.), says cisa-case3-vex.json, 2022-03-03");
    }

    [Fact]
    public void A_reference_into_another_bill_of_materials_names_no_product_here()
    {
        StatementRead read = Read("cyclonedx", "vex.json");

        read.Failure.ShouldBeNull();
        read.Statement.SelectMany(statement => statement.Product).ShouldAllBe(product => product.Name == null);
    }

    private static StatementRead Read(string folder, string sample) =>
        ConnectorFolders.Streams.ReadStatements(RecordedSamples.Require(Assert.Skip, "scanners", folder, sample), new Heard(), TestContext.Current.CancellationToken);
}
