using SecAutomation.Conventions.Tests.Subjects;

namespace SecAutomation.Conventions.Tests;

public sealed class ConnectorFolderTests
{
    private const string Connectors = "src/SecAutomation.Connectors";

    [Fact]
    public void Every_connector_folder_is_complete()
    {
        string[] paths = [.. Checkout.Files.Where(file => file.IsBelow(Connectors)).Select(file => file.Path[(Connectors.Length + 1)..])];
        paths.ShouldContain(path => path.EndsWith("/connector.yaml", StringComparison.Ordinal));
        Violations(paths).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_connector_folder_lacks_is_noticed() =>
        Violations(["SecAutomation.Connectors.csproj", "Acme/connector.yaml", "Acme/Streams/findings.yaml", "Acme/README.md", "Acme/Acme.cs", "Other/notes.txt", "Registry.cs"]).ShouldBe([
            "Other has no connector.yaml.",
            "Other has no README.md.",
            "Other has no stream in Streams, and no action in Actions.",
            "Other/notes.txt does not belong into a connector's folder.",
            "Registry.cs stands beside the connectors' folders: shared code belongs into the engine.",
        ], ignoreOrder: true);

    private static IEnumerable<string> Violations(IReadOnlyCollection<string> paths)
    {
        foreach (IGrouping<string, string> folder in paths.Where(path => path.Contains('/', StringComparison.Ordinal)).GroupBy(path => path.Split('/')[0], StringComparer.Ordinal))
        {
            if (!folder.Contains(folder.Key + "/connector.yaml", StringComparer.Ordinal)) yield return $"{folder.Key} has no connector.yaml.";
            if (!folder.Contains(folder.Key + "/README.md", StringComparer.Ordinal)) yield return $"{folder.Key} has no README.md.";
            if (!IsLedger(folder.Key) && !folder.Any(path => IsBelow(path, folder.Key, "Streams") || IsBelow(path, folder.Key, "Actions"))) yield return $"{folder.Key} has no stream in Streams, and no action in Actions.";
            foreach (string stranger in folder.Where(path => !Belongs(path[(folder.Key.Length + 1)..]))) yield return $"{stranger} does not belong into a connector's folder.";
        }

        foreach (string file in paths.Where(path => !path.Contains('/', StringComparison.Ordinal) && path != "SecAutomation.Connectors.csproj"))
        {
            yield return $"{file} stands beside the connectors' folders: shared code belongs into the engine.";
        }
    }

    // A database that keeps the ledger is neither read nor written by request.
    private static bool IsLedger(string folder) => Checkout.Files.Any(file =>
        file.Path == $"{Connectors}/{folder}/connector.yaml" && file.Lines.Contains("roles: ledger", StringComparer.Ordinal));

    private static bool IsBelow(string path, string folder, string part) =>
        path.StartsWith($"{folder}/{part}/", StringComparison.Ordinal) && path.EndsWith(".yaml", StringComparison.Ordinal);

    private static bool Belongs(string path) =>
        path is "connector.yaml" or "README.md"
        || path.StartsWith("Streams/", StringComparison.Ordinal) || path.StartsWith("Actions/", StringComparison.Ordinal) || path.StartsWith("_test/", StringComparison.Ordinal)
        || (path.EndsWith(".cs", StringComparison.Ordinal) && !path.Contains('/', StringComparison.Ordinal));
}
