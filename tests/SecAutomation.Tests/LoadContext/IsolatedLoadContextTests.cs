using System.Reflection;
using System.Runtime.Loader;
using SecAutomation.LoadContext;

namespace SecAutomation.Tests.LoadContext;

public sealed class IsolatedLoadContextTests : IDisposable
{
    private readonly TemporaryFolder _bin = new();

    public void Dispose() => _bin.Dispose();

    [Fact]
    public void Loads_its_own_copy_of_a_package_that_the_host_has_too()
    {
        string copy = _bin.Copy(typeof(CsCheck.Gen).Assembly.Location);

        Assembly loaded = new IsolatedLoadContext(_bin.Path).LoadFromAssemblyName(new AssemblyName("CsCheck"));

        loaded.Location.ShouldBe(copy);
        loaded.ShouldNotBe(typeof(CsCheck.Gen).Assembly);
    }

    [Fact]
    public void Shares_the_public_types_with_the_host()
    {
        _bin.Copy(typeof(Finding).Assembly.Location);

        Assembly loaded = new IsolatedLoadContext(_bin.Path).LoadFromAssemblyName(new AssemblyName("SecAutomation"));

        loaded.ShouldBe(typeof(Finding).Assembly);
    }

    [Fact]
    public void A_missing_file_is_not_found_instead_of_asked_for_for_ever()
    {
        var context = new IsolatedLoadContext(_bin.Path);

        Should.Throw<FileNotFoundException>(
            () => context.LoadFromAssemblyName(new AssemblyName("SecAutomation.NotThere, Version=1.0.0.0")));
    }

    [Fact]
    public void A_missing_assembly_of_the_cmdlets_says_which_file_and_what_to_do()
    {
        var exception = Should.Throw<InvalidOperationException>(
            () => new IsolatedLoadContext(_bin.Path).LoadCommands());

        exception.Message.ShouldContain(Path.Combine(_bin.Path, "SecAutomation.Commands.dll"));
        exception.Message.ShouldContain("Install SecAutomation again");
    }

    [Fact]
    public void The_hosts_json_is_used_where_it_is_new_enough()
    {
        Assembly host = typeof(System.Text.Json.JsonSerializer).Assembly;
        _bin.Copy(host.Location);

        Assembly loaded = new IsolatedLoadContext(_bin.Path).LoadFromAssemblyName(host.GetName());

        AssemblyLoadContext.GetLoadContext(loaded).ShouldBe(AssemblyLoadContext.Default);
    }

    [Fact]
    public void Its_own_json_is_used_where_the_host_has_none()
    {
        Assembly host = typeof(System.Text.Json.JsonSerializer).Assembly;
        string copy = _bin.Copy(host.Location);
        using var empty = new TemporaryFolder();
        var context = new IsolatedLoadContext(
            _bin.Path, new FrameworkAssemblies(empty.Path), AheadImages.OfThisProcess(_bin.Path));

        Assembly loaded = context.LoadFromAssemblyName(host.GetName());

        loaded.Location.ShouldBe(copy);
    }

    [Fact]
    public void A_version_that_is_newer_than_the_hosts_is_not_taken_from_the_host()
    {
        AssemblyName name = typeof(System.Text.Json.JsonSerializer).Assembly.GetName();
        name.Version = new Version(name.Version!.Major + 1, 0, 0, 0);

        FrameworkAssemblies.OfThisProcess.Has(name).ShouldBeFalse();
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    public void What_was_compiled_ahead_for_the_platform_is_taken_where_the_runtime_knows_it(int runtime)
    {
        string image = AheadOf("linux-x64");

        Load("linux-x64", runtime).Location.ShouldBe(image);
    }

    [Theory]
    [InlineData("linux-x64", 8)]
    [InlineData("linux-x64", 9)]
    [InlineData("linux-arm64", 10)]
    [InlineData("win-x64", 10)]
    public void What_was_compiled_ahead_is_left_where_it_does_not_fit(string platform, int runtime)
    {
        AheadOf("linux-x64");

        Load(platform, runtime).Location.ShouldBe(Path.Combine(_bin.Path, "CsCheck.dll"));
    }

    private string AheadOf(string platform)
    {
        string assembly = _bin.Copy(typeof(CsCheck.Gen).Assembly.Location);
        string folder = Directory.CreateDirectory(Path.Combine(_bin.Path, "runtimes", platform, "lib", "net10.0")).FullName;
        string image = Path.Combine(folder, Path.GetFileName(assembly));
        File.Copy(assembly, image);
        return image;
    }

    private Assembly Load(string platform, int runtime) =>
        new IsolatedLoadContext(_bin.Path, FrameworkAssemblies.OfThisProcess, new AheadImages(_bin.Path, platform, new Version(runtime, 0)))
            .LoadFromAssemblyName(new AssemblyName("CsCheck"));
}
