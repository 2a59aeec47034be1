using System.Diagnostics;
using System.Runtime.Loader;
using SecAutomation.Testing;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Modules;

public sealed class ImportTests
{
    private const string Import = "param($Manifest) Import-Module -Name $Manifest -PassThru";

    [Fact]
    public void Exports_the_cmdlets_of_the_manifest_and_nothing_else()
    {
        using ModuleSession session = ModuleSession.Open();

        session.Run("(Get-Command -Module SecAutomation).Name").Succeeded().Texts().ShouldBe(
            session.Run("param($Manifest) (Test-ModuleManifest $Manifest).ExportedCmdlets.Keys", ("Manifest", StagedModule.Manifest))
                .Succeeded().Texts(),
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("Import-Module -Name $Manifest -Force")]
    [InlineData("Remove-Module -Name SecAutomation; Import-Module -Name $Manifest")]
    [InlineData("Import-Module -Name $Manifest")]
    public void Comes_back_when_it_is_imported_again(string again)
    {
        using ModuleSession session = ModuleSession.Open();
        string exported = session.Run("(Get-Module SecAutomation).ExportedCmdlets.Count").Succeeded().Texts().ShouldHaveSingleItem();

        CommandResult result = session.Run(
            $"param($Manifest) {again}; (Get-Command Get-CriticalCveHost).Source; (Get-Module SecAutomation).ExportedCmdlets.Count",
            ("Manifest", StagedModule.Manifest));

        result.Succeeded().Texts().ShouldBe(["SecAutomation", exported]);
    }

    [Fact]
    public void Leaves_no_command_behind_when_it_is_removed()
    {
        using ModuleSession session = ModuleSession.Open();

        session.Run("Remove-Module SecAutomation; Get-Command Get-CriticalCveHost -ErrorAction Ignore").Succeeded().Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Can_be_imported_in_several_runspaces_at_once()
    {
        CommandResult[] results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            using ModuleSession session = ModuleSession.OpenEmpty();
            return session.Run(Import + "; (Get-Command Find-Asset).Source", ("Manifest", StagedModule.Manifest));
        })));

        results.ShouldAllBe(result => result.Succeeded().Texts().Last() == "SecAutomation");
        AssemblyLoadContext.All.Count(context => context.Name == "SecAutomation").ShouldBe(1);
    }

    [Fact]
    public void Its_types_are_found_by_literal()
    {
        using ModuleSession session = ModuleSession.Open();

        session.Run("[SecAutomation.CriticalCveHost]::new().GetType().FullName").Succeeded().Texts()
            .ShouldBe(["SecAutomation.CriticalCveHost"]);
    }

    [Fact]
    public void Another_copy_of_the_same_build_brings_the_cmdlets_that_are_loaded()
    {
        using ModuleSession session = ModuleSession.Open();
        using var place = new Workplace();
        foreach (string file in Directory.EnumerateFiles(StagedModule.Folder, "*", SearchOption.AllDirectories))
        {
            string target = place.Combine("SecAutomation", Path.GetRelativePath(StagedModule.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        using ModuleSession second = ModuleSession.OpenEmpty();
        CommandResult result = second.Run(Import, ("Manifest", place.Combine("SecAutomation", "SecAutomation.psd1")));

        result.Succeeded();
        second.Run("(Get-Command Find-Asset).ImplementingType.Assembly.Location").Succeeded().Texts()
            .ShouldBe([StagedModule.Combine("bin", "SecAutomation.Commands.dll")]);
    }

    [Fact]
    public async Task Loads_no_package_before_a_cmdlet_runs()
    {
        // A process of its own: in this one, other tests have used the packages.
        const string Script = """
            $bin = [System.IO.Path]::Combine((Get-Module SecAutomation).ModuleBase, 'bin')
            [System.AppDomain]::CurrentDomain.GetAssemblies() |
                Where-Object { -not $_.IsDynamic -and $_.Location.StartsWith($bin) } |
                ForEach-Object { 'loaded: ' + $_.GetName().Name }
            """;
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string host = RepositoryRoot.Combine("artifacts", "bin", "SecAutomation.Host", configuration, "SecAutomation.Host.dll");
        var start = new ProcessStartInfo("dotnet", [host, "-Command", Script]) 
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;

        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        output.Split('\n').Where(line => line.StartsWith("loaded: ", StringComparison.Ordinal))
            .Select(line => line["loaded: ".Length..].Trim())
            .ShouldBe(["SecAutomation", "SecAutomation.Commands", $"SecAutomation.Import.{RepositoryRoot.ModuleVersion}"], ignoreOrder: true);
    }
}
