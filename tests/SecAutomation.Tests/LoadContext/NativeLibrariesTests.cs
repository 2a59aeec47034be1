using SecAutomation.LoadContext;

namespace SecAutomation.Tests.LoadContext;

public sealed class NativeLibrariesTests : IDisposable
{
    private readonly TemporaryFolder _bin = new();

    public void Dispose() => _bin.Dispose();

    [Theory]
    [InlineData("linux-x64", "lib", ".so", "libe_sqlite3.so")]
    [InlineData("linux-musl-x64", "lib", ".so", "libe_sqlite3.so")]
    [InlineData("osx-arm64", "lib", ".dylib", "libe_sqlite3.dylib")]
    [InlineData("win-x64", "", ".dll", "e_sqlite3.dll")]
    public void Finds_the_file_of_the_platform(string rid, string prefix, string suffix, string file)
    {
        string expected = _bin.Write("runtimes", rid, "native", file);
        _bin.Write("runtimes", "other-x64", "native", file);

        new NativeLibraries(_bin.Path, new RuntimePlatform(rid, prefix, suffix)).Find("e_sqlite3").ShouldBe(expected);
    }

    [Fact]
    public void Finds_a_file_that_lies_beside_the_assemblies()
    {
        string expected = _bin.Write("libe_sqlite3.so");

        new NativeLibraries(_bin.Path, new RuntimePlatform("linux-x64", "lib", ".so"))
            .Find("e_sqlite3.so").ShouldBe(expected);
    }

    [Theory]
    [InlineData("libdl")]
    [InlineData("../outside")]
    [InlineData("")]
    public void Leaves_other_libraries_to_the_runtime(string name)
    {
        _bin.Write("runtimes", RuntimePlatform.Current.Rid, "native", "libe_sqlite3.so");

        new NativeLibraries(_bin.Path, RuntimePlatform.Current).Load(name).ShouldBe(0);
    }

    [Theory]
    [InlineData("7f00-7f01 r-xp 0 08:01 1 /lib/ld-musl-x86_64.so.1", true)]
    [InlineData("7f00-7f01 r-xp 0 08:01 1 /lib/libc.musl-aarch64.so.1", true)]
    [InlineData("7f00-7f01 r-xp 0 08:01 1 /lib/x86_64-linux-gnu/ld-linux-x86-64.so.2", false)]
    public void Musl_is_known_by_the_loader_that_the_process_runs_on(string line, bool expected) =>
        RuntimePlatform.ContainsMusl([line]).ShouldBe(expected);
}
