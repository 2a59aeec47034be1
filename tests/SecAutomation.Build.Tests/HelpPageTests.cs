using System.Text;
using SecAutomation.Build.Documentation;

namespace SecAutomation.Build.Tests;

public sealed class HelpPageTests : IDisposable
{
    private const string Page = """
        ---
        external help file: SecAutomation.Commands.dll-Help.xml
        schema: 2.0.0
        ---

        # Get-Thing

        ## SYNOPSIS

        Gets a `thing`.

        ## SYNTAX

        ```
        Get-Thing [-Name] <string[]> [-Kind <DayOfWeek>] [<CommonParameters>]
        ```

        ## DESCRIPTION

        Looks for things,
        and says [where](https://example.com/).

        - one
        - two & <three>

        ## EXAMPLES

        ### Example 1: All

        ```powershell
        Get-Thing *
        ```

        Gets all.

        ## PARAMETERS

        ### -Kind

        Which kind.

        ```yaml
        Type: DayOfWeek
        Aliases:

        Required: False
        Position: Named
        Accept pipeline input: False
        ```

        ### -Name

        The names.

        ```yaml
        Type: String[]
        Aliases: N

        Required: True
        Position: 0
        Accept pipeline input: True (ByValue)
        Accept wildcard characters: True
        ```

        ## INPUTS

        ### System.String

        Names.

        ## OUTPUTS

        ### Thing

        Things.

        ## NOTES

        A note.

        ## RELATED LINKS

        - [Set-Thing](Set-Thing.md)
        """;

    private static readonly CmdletShape s_cmdlet = new("Get-Thing",
    [
        new ParameterSetShape("__AllParameterSets", "[-Name] <string[]> [-Kind <DayOfWeek>] [<CommonParameters>]",
        [
            new ParameterShape
            {
                Name = "Name", TypeName = "String[]", IsRequired = true, Position = "0", Pipeline = "True (ByValue)",
                Aliases = ["N"], Values = [],
            },
            new ParameterShape
            {
                Name = "Kind", TypeName = "DayOfWeek", IsRequired = false, Position = "Named", Pipeline = "False",
                Aliases = [], Values = ["Sunday", "Monday"],
            },
        ]),
    ]);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("help-pages-");

    [Fact]
    public void A_page_that_is_in_step_has_no_problem() => Problems(Page).ShouldBeEmpty();

    [Fact]
    public void A_page_becomes_the_help_that_the_engine_reads()
    {
        string maml = Maml(Page);

        maml.ShouldContain("<maml:para>Gets a thing.</maml:para>");
        maml.ShouldContain("<maml:para>Looks for things, and says where (https://example.com/).</maml:para>");
        maml.ShouldContain("<maml:para>- one\n- two &amp; &lt;three&gt;</maml:para>");
        maml.ShouldContain("<dev:code>Get-Thing *</dev:code>");
        maml.ShouldContain("<command:parameterValue required=\"false\" variableLength=\"false\">Monday</command:parameterValue>");
        maml.ShouldContain("globbing=\"true\" pipelineInput=\"True (ByValue)\" position=\"0\" aliases=\"N\"");
        maml.ShouldContain("<maml:linkText>Set-Thing</maml:linkText>");
    }

    [Theory]
    [InlineData("# Get-Thing", "# Get-Things", 6, "The page begins with '# Get-Thing', the name of its file.")]
    [InlineData("## NOTES", "## REMARKS", 77, "There is no section 'REMARKS'.")]
    [InlineData("## NOTES", "## REMARKS", 1, "The section '## NOTES' is missing.")]
    [InlineData("Gets a `thing`.", "", 8, "'SYNOPSIS' says nothing.")]
    [InlineData("### -Kind", "### -Sort", 1, "The parameter -Kind is not described.")]
    [InlineData("### -Kind", "### -Sort", 38, "The cmdlet has no parameter -Sort.")]
    [InlineData("Type: String[]", "Type: String", 51, "-Name: 'Type' is 'String[]', not 'String'.")]
    [InlineData("Position: 0", "Position: 1", 51, "-Name: 'Position' is '0', not '1'.")]
    [InlineData("Aliases: N", "Aliases: M", 51, "-Name: 'Aliases' is 'N', not 'M'.")]
    [InlineData("Required: True", "Required: False", 51, "-Name: 'Required' is 'True', not 'False'.")]
    [InlineData("True (ByValue)", "False", 51, "-Name: 'Accept pipeline input' is 'True (ByValue)', not 'False'.")]
    [InlineData("[-Name] <string[]>", "-Name <string[]>", 14, "The syntax is missing: Get-Thing [-Name] <string[]>")]
    public void What_is_wrong_is_said_with_file_and_line(string right, string wrong, int line, string message)
    {
        string changed = Page.Replace(right, wrong, StringComparison.Ordinal);

        List<string> problems = [.. Problems(changed).Select(p => p.ToString())];

        string expected = $"{Path.Combine(_folder.FullName, "Get-Thing.md")}({line}): {message}";
        problems.ShouldContain(p => p.StartsWith(expected, StringComparison.Ordinal), string.Join('\n', problems));
    }

    [Fact]
    public void A_cmdlet_without_a_page_is_a_problem() =>
        Make().Problems.ShouldHaveSingleItem().Message.ShouldBe("The cmdlet Get-Thing has no page.");

    [Fact]
    public void An_about_page_becomes_a_text_of_80_columns()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "about_Things.md"), $"""
            # about_Things

            ## SHORT DESCRIPTION

            What things are.

            ## LONG DESCRIPTION

            {string.Concat(Enumerable.Repeat("Some words about `things`. ", 10))}

            | Id | Means |
            | --- | --- |
            | `a` | the first |
            | `bcd` | {string.Concat(Enumerable.Repeat("long and ", 20))} |

            ```powershell
            Get-Thing
            ```
            """);

        string text = Encoding.UTF8.GetString(Make().Files.Single(f => f.Path == "en-US/about_Things.help.txt").Content!);

        text.ShouldStartWith("TOPIC\n    about_Things\n\nSHORT DESCRIPTION\n    What things are.\n\nLONG DESCRIPTION\n    Some words about things. ");
        text.ShouldContain("\n    Id   Means\n    a    the first\n    bcd  long and long");
        text.ShouldContain("\n        Get-Thing\n");
        text.Split('\n').Max(line => line.Length).ShouldBeLessThanOrEqualTo(80);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private IReadOnlyList<PageProblem> Problems(string page)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "Get-Thing.md"), page);
        return Make().Problems;
    }

    private string Maml(string page)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "Get-Thing.md"), page);
        return Encoding.UTF8.GetString(Make().Files.Single(f => f.Path == "en-US/" + HelpFiles.MamlName).Content!);
    }

    private HelpFiles Make() => HelpFiles.Make(_folder.FullName, [s_cmdlet]);
}
