using System.Text.RegularExpressions;
using SecAutomation.Conventions.Tests.Subjects;
using SecAutomation.Testing;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Conventions.Tests;

public sealed partial class ManifestTests
{
    [Fact]
    public void Nothing_is_exported_by_wildcard()
    {
        RepositoryFile manifest = Checkout.File("module/SecAutomation.psd1");
        foreach (string key in new[] { "FunctionsToExport", "CmdletsToExport", "VariablesToExport", "AliasesToExport" })
        {
            Manifest.Exported(manifest, key).ShouldAllBe(name => !name.Contains('*', StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_version_stands_in_the_manifest_alone() =>
        Checkout.Files.Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal) || file.Path.EndsWith(".props", StringComparison.Ordinal) || file.Path.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => file.Name != "ManifestTests.cs")
            .SelectMany(VersionsElsewhere).ShouldBeEmpty();

    [Fact]
    public void The_staged_manifest_and_the_assemblies_bear_the_version_of_the_manifest()
    {
        string version = Manifest.Exported(Checkout.File("module/SecAutomation.psd1"), "ModuleVersion").Single();

        version.ShouldBe(RepositoryRoot.ModuleVersion);
        Manifest.Exported(RepositoryFile.Read(StagedModule.Folder, StagedModule.Manifest), "ModuleVersion").ShouldBe([version]);
        System.Diagnostics.FileVersionInfo.GetVersionInfo(StagedModule.Combine(StagedFiles.All.Single(file => Path.GetFileName(file) == "SecAutomation.dll")))
            .FileVersion.ShouldStartWith(version);
    }

    [Fact]
    public void The_change_log_begins_with_the_version_of_the_manifest() =>
        FirstVersion().Match(Checkout.File("CHANGELOG.md").Text).Groups["version"].Value.ShouldBe(RepositoryRoot.ModuleVersion);

    [Fact]
    public void Every_file_that_the_manifest_names_is_staged()
    {
        RepositoryFile manifest = Checkout.File("module/SecAutomation.psd1");
        foreach (string key in new[] { "FormatsToProcess", "TypesToProcess" })
        {
            Manifest.Exported(manifest, key).Except(StagedFiles.All, StringComparer.Ordinal).ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_assembly_that_is_loaded_first_bears_the_version_of_the_manifest_in_its_name()
    {
        string first = Manifest.Exported(Checkout.File("module/SecAutomation.psd1"), "NestedModules")[0];

        first.ShouldBe($"bin/SecAutomation.Import.{RepositoryRoot.ModuleVersion}.dll");
        StagedFiles.All.Contains(first, StringComparer.Ordinal).ShouldBeTrue();
    }

    [Fact]
    public void No_assembly_of_PowerShell_is_staged() =>
        StagedFiles.All.Select(Path.GetFileName)
            .Where(file => file is "System.Management.Automation.dll" or "Microsoft.PowerShell.Commands.Utility.dll" or "Microsoft.PowerShell.SDK.dll").ShouldBeEmpty();

    [Fact]
    public void The_package_holds_what_users_look_for() =>
        new[] { "LICENSE", "CHANGELOG.md", "samples/demo.ps1", "samples/weekly-scan.nessus", "samples/axonius-devices.json", "samples/inventory.csv" }
            .Except(StagedFiles.All, StringComparer.Ordinal).ShouldBeEmpty();

    [Theory]
    [InlineData("<Project><PropertyGroup><Version>0.2.0</Version></PropertyGroup></Project>")]
    [InlineData("[assembly: AssemblyVersion(\"0.2.0\")]")]
    public void A_second_place_of_the_version_is_noticed(string text) =>
        VersionsElsewhere(RepositoryFile.MadeUp("src/A/A.csproj", text)).ShouldHaveSingleItem();

    private static IEnumerable<string> VersionsElsewhere(RepositoryFile file) =>
        VersionElsewhere().Matches(file.Text).Select(match => $"{file.Path}, line {file.LineOf(match.Index)}: the version stands in module/SecAutomation.psd1 alone.");

    [GeneratedRegex(@"<(Version|VersionPrefix|AssemblyVersion|FileVersion|PackageVersion)>\s*\d|\[assembly:\s*Assembly\w*Version\(\s*""\d", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex VersionElsewhere();

    [GeneratedRegex(@"^## (?<version>\d+\.\d+\.\d+) - (unreleased|\d{4}-\d\d-\d\d)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex FirstVersion();
}
