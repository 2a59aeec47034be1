using SecAutomation.Testing;

namespace SecAutomation.Connectors.Tests;

/// <summary>What an editor says of manifests, by a validator from npm over the JSON Schema that the module ships.</summary>
[Trait("Category", "Server")]
public sealed class ManifestValidatorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("manifests").FullName;

    [Fact]
    public async Task Accepts_every_manifest_of_the_product_and_of_the_samples()
    {
        (int code, string output) = await ValidateAsync(ConnectorFolders.Root, RepositoryRoot.Combine("module", "samples", "connectors"));

        code.ShouldBe(0, output);
        output.ShouldContain(" manifests checked, 0 do not fit.");
    }

    [Theory]
    [InlineData("NetBox/connector.yaml", "roles:", "rules:", "rules")]
    [InlineData("NetBox/connector.yaml", "docUrl: https://", "docUrl: http://", "/docUrl")]
    [InlineData("NetBox/connector.yaml", "kind: apiKey", "kind: apikey", "/authentication/kind")]
    [InlineData("NetBox/connector.yaml", "url:", "uri:", "uri")]
    [InlineData("NetBox/Streams/devices.yaml", "gives: assets", "gives: findings", "/fields")]
    [InlineData("NetBox/Streams/devices.yaml", "  assetId:", "  assetNumber:", "assetNumber")]
    [InlineData("NetBox/Streams/devices.yaml", "kind: offset", "kind: cursor", "/paging")]
    [InlineData("NetBox/Streams/devices.yaml", "  path: /", "  path: ", "/request/path")]
    [InlineData("Redmine/connector.yaml", "unit: ", "unit: m", "/tracker/limits")]
    [InlineData("Redmine/Actions/create.yaml", "request:", "requests:", "requests")]
    public async Task Refuses_a_manifest_that_is_broken(string file, string text, string replacement, string saysOf)
    {
        string sound = await File.ReadAllTextAsync(ConnectorFolders.File(file.Split('/')[0], file.Split('/')[1..]), TestContext.Current.CancellationToken);
        sound.ShouldContain(text);
        string target = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(ConnectorFolders.File(file.Split('/')[0], "connector.yaml"), Path.Combine(_folder, file.Split('/')[0], "connector.yaml"));
        await File.WriteAllTextAsync(target, sound.Replace(text, replacement, StringComparison.Ordinal), TestContext.Current.CancellationToken);

        (int code, string output) = await ValidateAsync(_folder);

        code.ShouldBe(1, output);
        output.ShouldContain(saysOf);
        output.ShouldContain(" 1 do not fit.");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<(int Code, string Output)> ValidateAsync(params string[] roots) => NpmScript.RunAsync(
        "check-manifests.cjs", Assert.Skip, [RepositoryRoot.Combine("module", "schemas"), .. roots], TestContext.Current.CancellationToken);
}
