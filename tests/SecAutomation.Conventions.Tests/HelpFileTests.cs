using System.Management.Automation;
using SecAutomation.Conventions.Tests.Subjects;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Conventions.Tests;

/// <summary>What the build makes of the pages, as Get-Help shows it.</summary>
public sealed class HelpFileTests
{
    [Fact]
    public void Get_Help_shows_the_synopsis_the_parameters_and_the_examples()
    {
        using ModuleSession session = ModuleSession.Open();
        foreach ((HelpPage page, CmdletInfo command) in HelpTests.Pages)
        {
            PSObject help = Ask(session, "Get-Help $Name -Full", command).ShouldHaveSingleItem();
            ((string)help.Properties["Synopsis"].Value).Trim().ShouldBe(page.Sections["SYNOPSIS"].Replace("`", "", StringComparison.Ordinal).ReplaceLineEndings(" "), customMessage: command.Name);
            Ask(session, "@((Get-Help $Name).examples.example).Count", command).Single().BaseObject.ShouldBe(page.Examples.Count, customMessage: command.Name);
            Ask(session, "(Get-Help $Name).parameters.parameter | ForEach-Object name", command).Select(name => (string)name.BaseObject).Order(StringComparer.Ordinal)
                .ShouldBe(page.Parameters.Keys.Order(StringComparer.Ordinal), customMessage: command.Name);
        }
    }

    [Fact]
    public void Every_about_topic_is_staged() =>
        Checkout.With(".md").Where(file => file.Name.StartsWith("about_", StringComparison.Ordinal))
            .Select(file => $"en-US/{Path.GetFileNameWithoutExtension(file.Name)}.help.txt")
            .Except(StagedFiles.All, StringComparer.Ordinal).ShouldBeEmpty();

    private static IReadOnlyList<PSObject> Ask(ModuleSession session, string question, CmdletInfo command) =>
        session.Run("param($Name) " + question, ("Name", command.Name)).Succeeded().Output;
}
