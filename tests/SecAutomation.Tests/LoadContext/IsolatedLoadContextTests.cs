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
            _bin.Path, new FrameworkAssemblies(empty.Path));

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
}
