using SecAutomation.Build;
using SecAutomation.Build.Tasks;
using SecAutomation.Engine.Manifests;
using SecAutomation.Testing;

namespace SecAutomation.Connectors.Tests;

/// <summary>What <c>new-connector</c> writes is a valid beginning in which everything that is left to do is named.</summary>
public sealed class NewConnectorTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("checkout").FullName;

    public NewConnectorTests()
    {
        foreach (string folder in new[] { "src/SecAutomation.Build/NewConnector", "tests/SecAutomation.Testing/Trackers/StubTracker", "module" })
        {
            string source = RepositoryRoot.Combine(folder.Split('/'));
            foreach (string path in Directory.EnumerateFiles(source, "*", folder == "module" ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories))
            {
                string copy = Path.Combine(_root, folder, Path.GetRelativePath(source, path));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(path, copy);
            }
        }
    }

    public static TheoryData<string> Roles => [.. NewConnectorTask.Roles];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task What_it_writes_is_valid_and_says_in_each_file_what_to_fill_in(string role)
    {
        string said = await RunAsync("Acme", role);

        string folder = Path.Combine(_root, "src", "SecAutomation.Connectors", "Acme");
        said.ShouldContain(folder);
        ConnectorManifest connector = ConnectorCatalog.FromFolder(folder).Connector.ShouldHaveSingleItem();
        connector.Name.ShouldBe("Acme");
        Words(connector).ShouldBe([role]);
        connector.Connection.ShouldNotBeNull();
        string[] files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        files.ShouldContain(path => path.EndsWith("README.md", StringComparison.Ordinal));
        files.Where(path => !File.ReadAllText(path).Contains("FILL-IN", StringComparison.Ordinal)).ShouldBeEmpty();
        files.Where(path => File.ReadAllText(path).Contains("NAME", StringComparison.Ordinal)).ShouldBeEmpty();

        static IEnumerable<string> Words(ConnectorManifest connector) => connector.Role.Select(one => one.ToString().ToLowerInvariant());
    }

    [Theory]
    [InlineData("acme", "A connector is called like its product")]
    [InlineData("Ac/me", "A connector is called like its product")]
    public async Task A_name_that_cannot_be_one_is_refused(string name, string complaint) =>
        (await Should.ThrowAsync<BuildException>(() => RunAsync(name, "scanner"))).Message.ShouldContain(complaint);

    [Fact]
    public async Task A_folder_that_is_there_is_left_alone()
    {
        await RunAsync("Acme", "scanner");

        (await Should.ThrowAsync<BuildException>(() => RunAsync("Acme", "inventory"))).Message.ShouldContain("is there already");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task<string> RunAsync(string name, string role)
    {
        using StringWriter output = new();
        BuildOptions options = new() { Configuration = "Debug", Connector = name, Role = role };
        await new NewConnectorTask().RunAsync(new BuildRun(Repository.Open(_root), options, new BuildLog(output, output)), TestContext.Current.CancellationToken);
        return output.ToString();
    }
}
