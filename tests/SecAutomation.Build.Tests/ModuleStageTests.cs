using SecAutomation.Build.Staging;
using SecAutomation.Testing;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Build.Tests;

public sealed class ModuleStageTests : IDisposable
{
    private readonly DirectoryInfo _checkout = Directory.CreateTempSubdirectory("stage-");

    public ModuleStageTests()
    {
        string sources = RepositoryRoot.Combine("module");
        foreach (string file in Directory.EnumerateFiles(sources, "*", SearchOption.AllDirectories))
        {
            string copy = InCheckout("module", Path.GetRelativePath(sources, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private StagedFile[] _ahead = [];

    private string Target => InCheckout("target");

    private string Manifest => Path.Combine(Target, "SecAutomation.psd1");

    [Fact]
    public async Task Lays_the_module_once_and_again_only_when_something_differs()
    {
        await LayAsync();
        string marker = Path.Combine(Target, "en-US", "about_SecAutomation.help.txt");
        DateTime laid = File.GetLastWriteTimeUtc(marker);

        await LayAsync();
        File.GetLastWriteTimeUtc(marker).ShouldBe(laid);

        await File.AppendAllTextAsync(InCheckout("module", "docs", "en-US", "about_SecAutomation.md"), "\nMore.\n", TestContext.Current.CancellationToken);
        await LayAsync();
        (await File.ReadAllTextAsync(marker, TestContext.Current.CancellationToken)).ShouldContain("More.");
    }

    [Fact]
    public async Task A_file_that_does_not_belong_there_is_gone_after_the_next_stage()
    {
        await LayAsync();
        string stray = Path.Combine(Target, "bin", "System.Management.Automation.dll");
        await File.WriteAllTextAsync(stray, "", TestContext.Current.CancellationToken);

        await LayAsync();

        File.Exists(stray).ShouldBeFalse();
        File.Exists(Manifest).ShouldBeTrue();
    }

    [Fact]
    public async Task A_module_that_cannot_be_imported_leaves_the_earlier_one_in_place()
    {
        Directory.CreateDirectory(Target);
        await File.WriteAllTextAsync(Manifest, "the earlier one", TestContext.Current.CancellationToken);
        string manifest = InCheckout("module", "SecAutomation.psd1");
        string text = await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(manifest, text.Replace("NestedModules = @(", "NestedModules = @('bin/broken.dll', ", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        BuildException failure = await Should.ThrowAsync<BuildException>(LayAsync);

        failure.Message.ShouldContain("cannot be imported");
        failure.Message.ShouldContain("broken");
        (await File.ReadAllTextAsync(Manifest, TestContext.Current.CancellationToken)).ShouldBe("the earlier one");
        Directory.EnumerateDirectories(InCheckout("artifacts", "staging")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_compiled_ahead_lies_with_its_platform_and_is_gone_when_it_is_no_more()
    {
        const string Image = "bin/runtimes/linux-x64/lib/net10.0/RestSharp.dll";
        _ahead = [StagedFile.Copy(Image, StagedModule.Combine("bin", "RestSharp.dll"))];
        await LayAsync();
        File.Exists(Path.Combine(Target, Image)).ShouldBeTrue();
        (await File.ReadAllTextAsync(Path.Combine(Target, FileHashes.ListName), TestContext.Current.CancellationToken)).ShouldContain(Image);

        _ahead = [];
        await LayAsync();

        File.Exists(Path.Combine(Target, Image)).ShouldBeFalse();
    }

    public void Dispose() => _checkout.Delete(recursive: true);

    private string InCheckout(params string[] parts) => Path.Combine([_checkout.FullName, .. parts]);

    // The assemblies of the real stage stand for the compiler's output: its folder has the same shape.
    private async Task LayAsync()
    {
        ModuleStage stage = new(
            Repository.Open(_checkout.FullName),
            StagedModule.Combine("bin"),
            Path.Combine(AppContext.BaseDirectory, "SecAutomation.Host.dll"),
            _ahead);
        (await stage.LayAsync(Target, TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }
}
