using System.Management.Automation;
using SecAutomation.Conventions.Tests.Subjects;

namespace SecAutomation.Conventions.Tests;

public sealed class HelpTests
{
    private const string Folder = "module/docs/en-US";

    internal static IEnumerable<(HelpPage Page, CmdletInfo Command)> Pages =>
        ModuleCommands.All.Select(command => (HelpPage.Parse(Checkout.File($"{Folder}/{command.Name}.md")), command));

    private static IReadOnlyDictionary<string, string[]> ParametersByCommand =>
        ModuleCommands.All.ToDictionary(command => command.Name, command => command.Parameters.Values.SelectMany(parameter => parameter.Aliases.Prepend(parameter.Name)).ToArray(), StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet() =>
        Checkout.With(".md").Where(file => file.IsBelow(Folder) && !file.Name.StartsWith("about_", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file.Name)).Order(StringComparer.Ordinal).ShouldBe(ModuleCommands.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_page_has_all_sections_and_two_examples() =>
        Pages.SelectMany(help => HelpRules.Outline(help.Page)).ShouldBeEmpty();

    [Fact]
    public void Every_page_tells_the_truth_on_every_parameter() =>
        Pages.SelectMany(help => HelpRules.Parameters(help.Page, help.Command)).ShouldBeEmpty();

    [Fact]
    public void Every_page_names_the_types_and_the_parameter_sets() =>
        Pages.SelectMany(help => HelpRules.Types(help.Page, help.Command)).ShouldBeEmpty();

    [Fact]
    public void Every_example_parses_and_its_parameters_exist() =>
        Checkout.With(".md").Where(file => !file.IsBelow("src") && !file.IsBelow("tests"))
            .SelectMany(file => HelpRules.Examples(file, PowerShellBlocks.In(file), ParametersByCommand)).ShouldBeEmpty();

    [Fact]
    public void A_page_that_lies_is_noticed()
    {
        CmdletInfo command = new("Show-Host", typeof(ShowHostCommand));
        HelpPage page = HelpPage.Parse(RepositoryFile.MadeUp("Show-Host.md", "# Show-Host\n\n## PARAMETERS\n\n### -Name\nThe name of the host that is shown.\n\n```yaml\nType: String\nAliases:\nRequired: False\nPosition: Named\nAccept pipeline input: False\nAccept wildcard characters: False\n```\n\n### -Gone\nText.\n"));

        HelpRules.Parameters(page, command).ShouldBe([
            "Show-Host.md: -Name says \"Type: String\"; it is \"String[]\".",
            "Show-Host.md: -Name says \"Position: Named\"; it is \"0\".",
            "Show-Host.md does not tell of -Owner.",
            "Show-Host.md tells of -Gone, which does not exist.",
        ]);
        HelpRules.Outline(page).Count().ShouldBe(3);
    }

    [Fact]
    public void An_example_with_a_parameter_that_does_not_exist_is_noticed() =>
        HelpRules.Examples(RepositoryFile.MadeUp("a.md", ""), ["Show-Host -Nmae x", "Show-Host -Name {"], new Dictionary<string, string[]>(StringComparer.Ordinal) { ["Show-Host"] = ["Name"] })
            .Count().ShouldBe(2);

    [Cmdlet("Show", "Host")]
    public sealed class ShowHostCommand : PSCmdlet
    {
        [Parameter(Position = 0)]
        public string[]? Name { get; set; }

        [Parameter]
        public string? Owner { get; set; }
    }
}
