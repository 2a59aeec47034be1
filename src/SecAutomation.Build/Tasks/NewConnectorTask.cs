using System.Text.RegularExpressions;

namespace SecAutomation.Build.Tasks;

/// <summary>Writes the folder of a connector whose tests fail until it is filled in: what is left to do stands in it behind the word FILL-IN.</summary>
public sealed partial class NewConnectorTask : BuildTask
{
    /// <summary>The roles that there are beginnings for.</summary>
    public static IReadOnlyList<string> Roles { get; } = ["scanner", "inventory", "tracker"];

    /// <inheritdoc/>
    public override string Name => "new-connector";

    /// <inheritdoc/>
    public override string Summary => "begin a connector: new-connector NAME [--role scanner|inventory|tracker]";

    /// <inheritdoc/>
    public override bool TakesConnector => true;

    /// <inheritdoc/>
    public override async Task<int> RunAsync(BuildRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        string name = run.Options.Connector;
        if (!ConnectorName().IsMatch(name))
            throw new BuildException($"A connector is called like its product, in letters and digits with a capital first: MyProduct, not '{name}'.");
        string target = run.Repository.Combine("src", "SecAutomation.Connectors", name);
        if (Directory.Exists(target))
            throw new BuildException($"{target} is there already. Choose another name, or fill that one in.");

        foreach ((string path, string text) in await FilesAsync(run.Repository, run.Options.Role, cancellationToken).ConfigureAwait(false))
        {
            string file = Path.Combine(target, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text.Replace("NAME", name, StringComparison.Ordinal), cancellationToken).ConfigureAwait(false);
        }

        run.Log.Say($"""
            {target}
            What is left to do stands behind FILL-IN; CONTRIBUTING.md, "Add a connector in an hour", goes through it. After each step:
              dotnet run --project tests/SecAutomation.Connectors.Tests -- --filter-trait Connector={name}
            """);
        return 0;
    }

    private static async Task<IReadOnlyList<(string Path, string Text)>> FilesAsync(Repository repository, string role, CancellationToken cancellationToken)
    {
        List<(string, string)> files = [];
        string folder = repository.Combine("src", "SecAutomation.Build", "NewConnector", role);
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            files.Add((Path.GetRelativePath(folder, path), await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)));
        if (role != "tracker")
            return files;

        // The tracker that the tests write to has all actions, and is kept in step with the readers by them.
        string stub = repository.Combine("tests", "SecAutomation.Testing", "Trackers", "StubTracker");
        foreach (string path in Directory.EnumerateFiles(stub, "*.yaml", SearchOption.AllDirectories))
        {
            string text = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
            string task = Path.GetFileName(path) == "connector.yaml"
                ? "FILL-IN what the product is, and its own words, limits and places in place of these; then take this line away."
                : "FILL-IN the product's own request and where its answer holds what is read, or delete the file where the action is not needed; then take this line away.";
            files.Add((Path.GetRelativePath(stub, path), $"# {task}\n{text.Replace("StubTracker", "NAME", StringComparison.Ordinal)}"));
        }

        return files;
    }

    [GeneratedRegex("^[A-Z][A-Za-z0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ConnectorName();
}
