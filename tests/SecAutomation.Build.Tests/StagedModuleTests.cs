using System.Management.Automation;
using SecAutomation.Build.Staging;
using SecAutomation.Testing;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Build.Tests;

public sealed class StagedModuleTests : IDisposable
{
    private readonly ModuleSession _session = ModuleSession.Open();

    public static TheoryData<string> Platforms => [.. AssemblyClosure.Platforms];

    [Theory]
    [InlineData("SecAutomation.psd1")]
    [InlineData("SecAutomation.Format.ps1xml")]
    [InlineData("SecAutomation.Types.ps1xml")]
    [InlineData("SecAutomation.sha256")]
    [InlineData("supported-versions.json")]
    [InlineData("LICENSE")]
    [InlineData("samples/demo.ps1")]
    [InlineData("samples/weekly-scan.nessus")]
    [InlineData("bin/SecAutomation.dll")]
    [InlineData("bin/SecAutomation.Commands.dll")]
    [InlineData("bin/SecAutomation.Commands.deps.json")]
    [InlineData("bin/Microsoft.Data.Sqlite.dll")]
    [InlineData("en-US/SecAutomation.Commands.dll-Help.xml")]
    [InlineData("en-US/about_SecAutomation.help.txt")]
    public void Has_what_PowerShell_needs(string path) => File.Exists(StagedModule.Combine(path)).ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Has_the_native_SQLite_of_each_platform(string platform) =>
        Directory.EnumerateFiles(StagedModule.Combine("bin", "runtimes", platform, "native"), "*e_sqlite3*").ShouldHaveSingleItem();

    [Fact]
    public void Says_the_hash_of_every_file()
    {
        string[] files = [.. Directory.EnumerateFiles(StagedModule.Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(StagedModule.Folder, path).Replace('\\', '/')).Where(name => name != FileHashes.ListName)];

        File.ReadAllLines(StagedModule.Combine(FileHashes.ListName)).ShouldBe(
            files.Select(name => $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(StagedModule.Combine(name))))}  {name}"), ignoreOrder: true);
    }

    [Fact]
    public void Has_no_native_library_of_another_platform() =>
        Directory.EnumerateDirectories(StagedModule.Combine("bin", "runtimes")).Select(Path.GetFileName)
            .ShouldBe(AssemblyClosure.Platforms, ignoreOrder: true);

    [Fact]
    public void Leaves_the_engine_to_the_running_PowerShell() =>
        Directory.EnumerateFiles(StagedModule.Folder, "System.Management.Automation*", SearchOption.AllDirectories).ShouldBeEmpty();

    [Fact]
    public void Has_managed_assemblies_in_bin_alone() =>
        Directory.EnumerateFiles(StagedModule.Folder, "*.dll", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(StagedModule.Folder, path))
            .ShouldAllBe(path => path.StartsWith("bin"));

    [Fact]
    public void Each_cmdlet_of_the_manifest_has_a_synopsis_and_two_examples()
    {
        PSObject manifest = _session.Run("param($Path) Test-ModuleManifest $Path", ("Path", StagedModule.Manifest)).OneObject();
        string[] cmdlets = [.. ((PSModuleInfo)manifest.BaseObject).ExportedCmdlets.Keys];
        cmdlets.ShouldNotBeEmpty();

        foreach (string cmdlet in cmdlets)
        {
            CommandResult help = _session.Run(
                "param($Name) $h = Get-Help $Name -Full; \"$($h.Synopsis)\"; @($h.examples.example).Count; \"$($h.description.Text)\"; @($h.parameters.parameter).Count",
                ("Name", cmdlet)).Succeeded();

            // Without its file, Get-Help makes the synopsis of the syntax.
            $"{help.Output[0]}".ShouldNotContain(cmdlet + " [", customMessage: cmdlet);
            $"{help.Output[0]}".ShouldEndWith(".", customMessage: cmdlet);
            ((int)help.Output[1].BaseObject).ShouldBeGreaterThanOrEqualTo(2, cmdlet);
            $"{help.Output[2]}".ShouldNotBeEmpty(cmdlet);
            ((int)help.Output[3].BaseObject).ShouldBeGreaterThan(0, cmdlet);
        }
    }

    [Fact]
    public void About_topics_are_found_by_their_names()
    {
        CommandResult help = _session.Run("Get-Help about_SecAutomation").Succeeded();

        $"{help.OneObject()}".ShouldContain("SHORT DESCRIPTION");
    }

    [Fact]
    public async Task The_help_pages_are_in_step_with_the_cmdlets()
    {
        IReadOnlyList<Documentation.PageProblem> problems = await StagedHelp.ProblemsAsync();

        problems.ShouldBeEmpty(string.Join('\n', problems));
    }

    [Fact]
    public void Its_version_is_that_of_the_sources() =>
        Repository.Open(RepositoryRoot.Path).Version.ShouldBe(RepositoryRoot.ModuleVersion);

    public void Dispose() => _session.Dispose();
}
