using System.IO.Compression;
using System.Security.Cryptography;
using System.Xml.Linq;
using SecAutomation.Build.Packaging;
using SecAutomation.Testing;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Build.Tests;

public sealed class PackageTests : IDisposable
{
    private static readonly ModuleManifest s_manifest = new()
    {
        Name = "SecAutomation",
        Version = "1.2.3",
        Identity = "5a1b7f0e-3c52-4f0d-9d6b-8f2f6f0c1a77",
        Author = "A & B",
        CompanyName = "C",
        Copyright = "MIT",
        Description = "Tickets <fast>.",
        ReleaseNotes = "See CHANGELOG.md.",
        Tags = ["Security", "PSEdition_Core"],
        Cmdlets = ["Find-Asset", "Get-AssetDetail"],
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("package-");

    public PackageTests()
    {
        Directory.CreateDirectory(Path.Combine(Module, "bin"));
        File.WriteAllText(Path.Combine(Module, "SecAutomation.psd1"), "@{}");
        File.WriteAllText(Path.Combine(Module, "LICENSE"), "MIT");
        File.WriteAllText(Path.Combine(Module, "bin", "a b.dll"), "MZ");
    }

    private string Module => Path.Combine(_folder.FullName, "module");

    private string Target => Path.Combine(_folder.FullName, "package");

    [Fact]
    public void The_package_holds_the_module_at_its_root_and_what_NuGet_demands()
    {
        Make();

        using ZipArchive package = ZipFile.OpenRead(Path.Combine(Target, "SecAutomation.1.2.3.nupkg"));
        package.Entries.Select(entry => entry.FullName).Where(name => !name.EndsWith(".psmdcp", StringComparison.Ordinal)).ShouldBe(
            ["[Content_Types].xml", "_rels/.rels", "LICENSE", "SecAutomation.nuspec", "SecAutomation.psd1", "bin/a%20b.dll"],
            ignoreOrder: true);
        XElement metadata = Read(package, "SecAutomation.nuspec").Elements().Single();
        string Value(string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;
        Value("id").ShouldBe("SecAutomation");
        Value("version").ShouldBe("1.2.3");
        Value("authors").ShouldBe("A & B");
        Value("description").ShouldBe("Tickets <fast>.");
        Value("tags").Split(' ').ShouldBe([
            "Security", "PSEdition_Core", "PSModule", "PSIncludes_Cmdlet",
            "PSCmdlet_Find-Asset", "PSCmdlet_Get-AssetDetail", "PSCommand_Find-Asset", "PSCommand_Get-AssetDetail"]);
    }

    [Fact]
    public void Every_part_of_the_package_has_a_content_type_and_every_relation_leads_to_a_part()
    {
        Make();

        using ZipArchive package = ZipFile.OpenRead(Path.Combine(Target, "SecAutomation.1.2.3.nupkg"));
        List<XElement> types = [.. Read(package, "[Content_Types].xml").Elements()];
        string[] extensions = [.. types.Attributes("Extension").Select(a => a.Value)];
        string[] parts = [.. types.Attributes("PartName").Select(a => a.Value)];
        package.Entries.Select(entry => entry.FullName).Where(name => name != "[Content_Types].xml")
            .ShouldAllBe(name => parts.Contains("/" + name, StringComparer.Ordinal) || extensions.Contains(Path.GetExtension(name).TrimStart('.'), StringComparer.Ordinal));
        Read(package, "_rels/.rels").Elements().Attributes("Target").Select(a => a.Value.TrimStart('/'))
            .ShouldAllBe(target => package.GetEntry(target) != null);
    }

    [Fact]
    public void The_zip_unpacks_to_where_PowerShell_looks()
    {
        Make();

        using ZipArchive zip = ZipFile.OpenRead(Path.Combine(Target, "SecAutomation.1.2.3.zip"));
        zip.Entries.Select(entry => entry.FullName).ShouldBe([
            "SecAutomation/1.2.3/LICENSE", "SecAutomation/1.2.3/SecAutomation.psd1", "SecAutomation/1.2.3/bin/a b.dll"]);
    }

    [Fact]
    public void The_checksums_are_those_of_the_files()
    {
        Make();

        string[] lines = File.ReadAllLines(Path.Combine(Target, "SHA256SUMS"));
        lines.Length.ShouldBe(2);
        foreach (string[] pair in lines.Select(line => line.Split("  ")))
        {
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Target, pair[1])))).ShouldBe(pair[0]);
        }
    }

    [Fact]
    public void The_same_module_gives_the_same_bytes()
    {
        Make();
        string first = File.ReadAllText(Path.Combine(Target, "SHA256SUMS"));
        foreach (string file in Directory.EnumerateFiles(Module, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, new DateTime(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        Make();

        File.ReadAllText(Path.Combine(Target, "SHA256SUMS")).ShouldBe(first);
    }

    [Fact]
    public async Task The_manifest_of_the_staged_module_is_read_by_the_engine()
    {
        ModuleManifest manifest = await ModuleManifest.ReadAsync(
            Path.Combine(AppContext.BaseDirectory, "SecAutomation.Host.dll"), StagedModule.Folder, TestContext.Current.CancellationToken);

        manifest.Name.ShouldBe("SecAutomation");
        manifest.Version.ShouldBe(RepositoryRoot.ModuleVersion);
        manifest.Cmdlets.ShouldContain("New-RemediationTicket", StringComparer.Ordinal);
        manifest.Tags.ShouldContain("Vulnerability", StringComparer.Ordinal);
        manifest.Description.ShouldNotBeEmpty();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Make() => PackageSet.Make(s_manifest, Module, Target);

    private static XElement Read(ZipArchive package, string part)
    {
        using Stream stream = package.GetEntry(part).ShouldNotBeNull().Open();
        return XElement.Load(stream);
    }
}
