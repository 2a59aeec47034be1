using System.Management.Automation;
using SecAutomation.Conventions.Tests.Subjects;

namespace SecAutomation.Conventions.Tests;

public sealed class CmdletTests
{
    [Fact]
    public void Every_cmdlet_keeps_the_rules() =>
        ModuleCommands.All.SelectMany(CmdletRules.Violations).ShouldBeEmpty();

    [Fact]
    public void The_manifest_exports_exactly_the_cmdlets_that_there_are()
    {
        string[] exported = [.. Manifest.Exported(Checkout.File("module/SecAutomation.psd1"), "CmdletsToExport").Order(StringComparer.Ordinal)];
        string[] classes = [.. StagedFiles.OwnAssemblies.Single(assembly => assembly.Name == "SecAutomation.Commands").TypeNames.Where(name => name.EndsWith("Command", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

        ModuleCommands.Names.Order(StringComparer.Ordinal).ShouldBe(exported);
        classes.ShouldBe(exported.Select(name => name.Replace("-", "", StringComparison.Ordinal) + "Command").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_cmdlet_is_alone_in_a_file_of_its_name() =>
        ModuleCommands.All.Select(command => $"src/SecAutomation.Commands/Cmdlets/{command.ImplementingType.Name}.cs")
            .Where(path => !Checkout.Files.Any(file => file.Path == path)).ShouldBeEmpty();

    [Fact]
    public void A_cmdlet_that_breaks_the_rules_is_noticed()
    {
        CmdletInfo command = new("Fetch-Hosts", typeof(SloppyCmdlet));

        CmdletRules.Violations(command).ShouldBe([
            "Fetch-Hosts: Fetch is no approved verb.",
            "Fetch-Hosts: nouns are singular.",
            "Fetch-Hosts: its class is SloppyCmdlet, not FetchHostsCommand.",
            "Fetch-Hosts: its class is not sealed.",
            "Fetch-Hosts has no OutputType.",
            "Fetch-Hosts changes things and has no -WhatIf.",
            "Fetch-Hosts -Force: use a switch.",
            "Fetch-Hosts -Names: parameter names are singular.",
            "Fetch-Hosts -Team completes nothing on Tab.",
        ]);
    }

    [Cmdlet("Fetch", "Hosts")]
    public class SloppyCmdlet : PSCmdlet
    {
        [Parameter]
        public string? Team { get; set; }

        [Parameter]
        public string[]? Names { get; set; }

        [Parameter]
        public bool Force { get; set; }
    }
}
