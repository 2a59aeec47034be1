using SecAutomation.Conventions.Tests.Subjects;

namespace SecAutomation.Conventions.Tests;

public sealed class ViewTests
{
    private static RepositoryFile Format => Checkout.File("module/SecAutomation.Format.ps1xml");

    [Fact]
    public void Every_type_that_a_cmdlet_emits_has_a_view() =>
        ViewRules.WithoutView(Format, ModuleCommands.OutputTypes).ShouldBeEmpty();

    [Fact]
    public void Every_property_that_a_view_shows_exists() =>
        ViewRules.Views(Format, name => ModuleCommands.PublicTypes.GetType(name)).ShouldBeEmpty();

    [Fact]
    public void Every_property_that_a_type_extension_refers_to_exists() =>
        ViewRules.TypeExtensions(Checkout.File("module/SecAutomation.Types.ps1xml"), name => ModuleCommands.PublicTypes.GetType(name)).ShouldBeEmpty();

    [Fact]
    public void A_view_of_a_property_that_does_not_exist_is_noticed() =>
        ViewRules.Views(MadeUp("""
            <Configuration><ViewDefinitions><View><Name>Version</Name><ViewSelectedBy><TypeName>System.Version</TypeName></ViewSelectedBy>
            <TableControl><TableRowEntries><TableRowEntry><TableColumnItems>
            <TableColumnItem><PropertyName>Major</PropertyName></TableColumnItem><TableColumnItem><PropertyName>Colour</PropertyName></TableColumnItem>
            <TableColumnItem><ScriptBlock>$_.Size.ToString() + [Text]::Of($_, 'Shape')</ScriptBlock></TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries></TableControl></View></ViewDefinitions></Configuration>
            """), Type.GetType).ShouldBe([
                "Format.ps1xml: the view Version shows Colour, which Version does not have.",
                "Format.ps1xml: the view Version shows Size, which Version does not have.",
                "Format.ps1xml: the view Version shows Shape, which Version does not have.",
                "Format.ps1xml: the table Version has 3 columns.",
            ]);

    [Fact]
    public void A_type_without_a_view_is_noticed() =>
        ViewRules.WithoutView(MadeUp("<Configuration/>"), [typeof(Version)]).ShouldHaveSingleItem();

    [Fact]
    public void A_type_extension_that_refers_to_nothing_is_noticed() =>
        ViewRules.TypeExtensions(MadeUp("<Types><Type><Name>System.Version</Name><Members><AliasProperty><Name>A</Name><ReferencedMemberName>B</ReferencedMemberName></AliasProperty></Members></Type></Types>"), Type.GetType)
            .ShouldBe(["Format.ps1xml: System.Version refers to B, which it does not have."]);

    private static RepositoryFile MadeUp(string text) => RepositoryFile.MadeUp("Format.ps1xml", text);
}
