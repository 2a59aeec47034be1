using SecAutomation.LoadContext;

namespace SecAutomation.Tests.LoadContext;

public sealed class LoadedCopyTests : IDisposable
{
    private readonly TemporaryFolder _bin = new();

    public void Dispose() => _bin.Dispose();

    [Fact]
    public void The_same_folder_and_version_is_welcome_again()
    {
        _bin.Copy(typeof(Finding).Assembly.Location);

        (LoadedCopy.Current with { Bin = _bin.Path + Path.DirectorySeparatorChar }).Objection(_bin.Path).ShouldBeNull();
    }

    [Fact]
    public void Another_folder_asks_for_a_restart_and_names_both()
    {
        _bin.Copy(typeof(Finding).Assembly.Location);
        var loaded = new LoadedCopy("/modules/SecAutomation/0.0.9/bin", new Version(0, 0, 9));

        string objection = loaded.Objection(_bin.Path).ShouldNotBeNull();

        objection.ShouldContain("already runs SecAutomation 0.0.9 from /modules/SecAutomation/0.0.9/bin");
        objection.ShouldContain(_bin.Path);
        objection.ShouldContain("Restart PowerShell");
    }

    [Fact]
    public void Files_that_were_replaced_in_place_ask_for_a_restart()
    {
        _bin.Copy(typeof(Finding).Assembly.Location);
        var loaded = new LoadedCopy(_bin.Path, new Version(0, 0, 9));

        loaded.Objection(_bin.Path).ShouldNotBeNull().ShouldContain("Restart PowerShell");
    }

    [Fact]
    public void A_module_without_its_assembly_is_incomplete() =>
        LoadedCopy.Current.Objection(_bin.Path).ShouldNotBeNull().ShouldContain("Install SecAutomation again");
}
