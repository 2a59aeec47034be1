using SecAutomation.Engine.Manifests.Parsing;

namespace SecAutomation.Engine.Tests.Manifests;

public sealed class ManifestErrorTests
{
    public static TheoryData<string, string, string, int, int, string> SpoiltManifests => new()
    {
        // file, what is replaced, by what, line, column, what the message says
        { AcmeConnector.ConnectorFile, "title: Acme scanner", "titel: Acme scanner", 2, 1, "'titel' is no key of a connector. Is 'title' meant?" },
        { AcmeConnector.ConnectorFile, "title: Acme scanner", "title: [Acme, scanner]", 2, 8, "'title' is a text, not a list." },
        { AcmeConnector.ConnectorFile, "title: Acme scanner", "title:", 2, 7, "'title' is a text, not empty." },
        { AcmeConnector.ConnectorFile, "versions: [\"1\", \"2\"]", "versions: [\"1\", \"1\"]", 5, 17, "'1' stands twice in 'versions'." },
        { AcmeConnector.ConnectorFile, "versions: [\"1\", \"2\"]", "refuses: [{title: a, next: b}]", 5, 11, "recognised by 'root', by 'headers' or by 'keys'; give one of them." },
        { AcmeConnector.ConnectorFile, "versions: [\"1\", \"2\"]", "title: again", 5, 1, "The key 'title' stands twice; it was first given in line 2." },
        { AcmeConnector.ConnectorFile, "name: Acme", "name: Other", 1, 7, "The name 'Other' is not that of its folder, 'Acme'." },
        { AcmeConnector.ConnectorFile, "docUrl: https://acme.example/docs", "docUrl: acme", 3, 9, "'docUrl' is an https address, not 'acme'." },
        { AcmeConnector.ConnectorFile, "roles: [scanner, inventory]", "roles: [scanner, inventary]", 4, 18, "'inventary' is no role. Is 'inventory' meant?" },
        { AcmeConnector.ConnectorFile, "roles: [scanner, inventory]", "roles: scanner", 4, 1, "A stream gives assets; add the role 'inventory'." },
        { AcmeConnector.ConnectorFile, "  bad: critical", "  bad: terrible", 8, 8, "'terrible' is no meaning. Known are: unknown, none, low, medium, high, critical." },
        { AcmeConnector.ConnectorFile, "  bad: critical", "  LOW: critical", 8, 3, "The label 'LOW' stands twice; case does not count." },
        { AcmeConnector.ConnectorFile, "  low: low\n  bad: critical", "  {}", 7, 3, "The table is empty; leave it out instead." },
        { AcmeConnector.ConnectorFile, "severity:\n", "severity: &all\n", 6, 11, "Anchors and aliases are not part of a manifest" },
        { AcmeConnector.ConnectorFile, "title: Acme scanner", "title: !!str Acme", 2, 8, "Tags are not part of a manifest" },
        { AcmeConnector.ConnectorFile, "title: Acme scanner", "title: \"Acme", 2, 8, "This is not YAML" },
        { AcmeConnector.ConnectorFile, "  WAIVED: accepted", "  WAIVED: accepted\n---\nname: Acme", 14, 1, "A manifest is one YAML document; a second one begins here." },
        { AcmeConnector.FindingsFile, "gives: findings", "gives: finding", 2, 8, "'finding' is no value of 'gives'. Is 'findings' meant?" },
        { AcmeConnector.FindingsFile, "format: xml", "format: yaml", 3, 9, "'yaml' is no value of 'format'." },
        { AcmeConnector.FindingsFile, "  root: acme", "  roots: acme", 5, 3, "'roots' is no key of a signature. Is 'root' meant?" },
        { AcmeConnector.FindingsFile, "records: acme/host/item", "records: acme//item", 6, 15, "// is not supported" },
        { AcmeConnector.FindingsFile, "  solution: solution", "  solutoin: solution", 31, 3, "'solutoin' is no field of findings. Is 'solution' meant?" },
        { AcmeConnector.FindingsFile, "  title: title", "  title: \"tag[@name]\"", 25, 20, "a condition has the form" },
        { AcmeConnector.FindingsFile, "  title: title", "  title: [title, title]", 25, 18, "'title' stands twice in 'title'." },
        { AcmeConnector.FindingsFile, "  title: title", "  title: []", 25, 10, "'title' is an empty list" },
        { AcmeConnector.FindingsFile, "  title: title", "  title: { path: title, date: yyyy-MM-dd }", 25, 25, "'date' changes nothing: 'title' is no date." },
        { AcmeConnector.FindingsFile, "  title: title", "  title: { path: title, take: all }", 25, 25, "'take' changes nothing: 'title' has one path." },
        { AcmeConnector.FindingsFile, "  title: title", "  title: { path: title, split: comma }", 25, 25, "'split' changes nothing: 'title' is not a list of texts." },
        { AcmeConnector.FindingsFile, "  title: title", "  title: { path: title, json: key }", 25, 25, "'json' changes nothing: 'title' is not a list of texts." },
        { AcmeConnector.FindingsFile, "  title: title", "  title: { records: title, fields: { name: name } }", 25, 12, "'title' has no records of its own" },
        { AcmeConnector.FindingsFile, "  title: title", "  title: { path: title, labels: { a: b } }", 25, 25, "'labels' is no key of the field 'title'." },
        { AcmeConnector.FindingsFile, "  title: title", "  title: { path: [title, t], take: firstWithCve }", 25, 30, "'firstWithCve' is for CVEs; 'title' holds none." },
        { AcmeConnector.FindingsFile, "  title: title", "  title: { path: title, part: \"a(b\" }", 25, 31, "'part' is no regular expression" },
        { AcmeConnector.FindingsFile, "  title: title", "  title: { path: title, part: ab }", 25, 31, "'part' has one group, for what counts of the text." },
        { AcmeConnector.FindingsFile, "  title: title", "  title: { path: title, otherwise: name }", 25, 25, "'otherwise' is for addresses" },
        { AcmeConnector.FindingsFile, "  title: title", "  title: { path: title, except: (a) }", 25, 25, "'except' changes nothing" },
        { AcmeConnector.FindingsFile, "  severity: \"@severity\"", "  severity: { path: \"@severity\", labels: { BAD: awful } }", 26, 49, "'awful' is no meaning." },
        { AcmeConnector.FindingsFile, "  title: title", "  cvss: title", 25, 3, "'cvss' has 'fields' of its own." },
        { AcmeConnector.FindingsFile, "  title: title", "  cvss: { records: r, fields: { vector: v } }", 25, 31, "The records of 'cvss' need 'score'." },
        { AcmeConnector.FindingsFile, "  title: title", "  software: { fields: { name: \"a//b\" } }", 25, 34, "// is not supported" },
        { AcmeConnector.FindingsFile, "format: xml", "format: xml\nhost: given", 11, 3, "'fqdn' names a host, and 'host: given' says that the content names none." },
        { AcmeConnector.FindingsFile, "format: xml", "format: xml\nhost: guessed", 4, 7, "'guessed' is no value of 'host'." },
        { AcmeConnector.FindingsFile, "split: newline", "split: colon", 16, 44, "'colon' is no separator." },
        { AcmeConnector.FindingsFile, "date: \"dd.MM.yyyy\"", "date: \"dd.MM\"", 22, 35, "'dd.MM' is no format of a date" },
        { AcmeConnector.AssetsFile, "announcedTotal: page.total", "announcedTotal: page..total", 7, 22, "The path 'page..total' is wrong at its character 6" },
        { AcmeConnector.AssetsFile, "      nameVersion: both", "      nameVersion: \"both[\"", 23, 26, "The path 'both[' is wrong" },
        { AcmeConnector.AssetsFile, "key: assetId", "key: hostName", 8, 1, "Assets are told apart by 'assetId' alone." },
        { AcmeConnector.AssetsFile, "keys: [\"devices[].id\"", "keys: [{ a: b }, \"devices[].id\"", 5, 10, "A value of 'keys' is a text or a list of texts, not a map." },
        { AcmeConnector.RowsFile, "format: csv", "format: csv\nrecords: rows", 4, 1, "A CSV's records are its rows; leave 'records' out." },
        { AcmeConnector.RowsFile, "format: csv", "format: csv\nannouncedTotal: total", 4, 1, "Lines announce no total; leave 'announcedTotal' out." },
        { AcmeConnector.RowsFile, "format: csv", "format: csv\ndocumentType: ignore", 4, 1, "Only XML has a document type; leave 'documentType' out." },
        { AcmeConnector.RowsFile, "format: csv", "format: csv\npreambleLines: many", 4, 16, "'preambleLines' is a number from 1 to 20, not 'many'." },
        { AcmeConnector.RowsFile, "format: csv", "format: csv\nzone: \"GMT(.*)\"", 4, 1, "'zone' needs 'preambleLines'." },
        { AcmeConnector.RowsFile, "format: csv", "format: csv\nunnamed: keep", 4, 10, "'keep' is no value of 'unnamed'." },
        { AcmeConnector.RowsFile, "format: csv", "format: csv\nenclosingValues: first", 4, 1, "'enclosingValues' changes nothing" },
        { AcmeConnector.RowsFile, "  hostName: [Host Name, Machine]", "  owner: Boss\n  assetId: Id", 7, 3, "No field names the host; map one of fqdn, hostName, name, netBiosName." },
    };

    [Theory]
    [MemberData(nameof(SpoiltManifests))]
    public void Each_mistake_is_told_with_its_file_line_and_column(string file, string text, string replacement, int line, int column, string message)
    {
        IReadOnlyList<ManifestProblem> problems = AcmeConnector.ProblemsAfter(file, text, replacement);

        problems.ShouldContain(
            problem => problem.File == file && problem.Line == line && problem.Column == column && problem.Message.Contains(message, StringComparison.Ordinal),
            string.Join(Environment.NewLine, problems));
    }

    [Fact]
    public void All_problems_of_a_folder_are_told_at_once()
    {
        Dictionary<string, string> files = AcmeConnector.Files();
        files[AcmeConnector.ConnectorFile] = files[AcmeConnector.ConnectorFile].Replace("title:", "titel:", StringComparison.Ordinal);
        files[AcmeConnector.FindingsFile] = files[AcmeConnector.FindingsFile]
            .Replace("title: title", "title: a//b", StringComparison.Ordinal)
            .Replace("solution: solution", "solution: c//d", StringComparison.Ordinal);
        files[AcmeConnector.AssetsFile] = files[AcmeConnector.AssetsFile].Replace("lastSeen:", "lastSene:", StringComparison.Ordinal);

        IReadOnlyList<ManifestProblem> problems = AcmeConnector.ProblemsOf(files);

        problems.Select(problem => (problem.File, problem.Line)).ShouldBe(
        [
            (AcmeConnector.AssetsFile, 33),
            (AcmeConnector.FindingsFile, 25),
            (AcmeConnector.FindingsFile, 31),
            (AcmeConnector.ConnectorFile, 1),
            (AcmeConnector.ConnectorFile, 2),
        ], ignoreOrder: true);
    }

    [Fact]
    public void A_table_that_no_stream_uses_is_a_mistake()
    {
        Dictionary<string, string> files = AcmeConnector.Files();
        files[AcmeConnector.FindingsFile] = files[AcmeConnector.FindingsFile]
            .Replace("  severity: \"@severity\"\n", "", StringComparison.Ordinal);

        ManifestProblem problem = AcmeConnector.ProblemsOf(files).ShouldHaveSingleItem();

        problem.ToString().ShouldBe("Acme/connector.yaml, line 6, column 1: The table 'severity' is not used: no stream maps the field 'severity'.");
    }

    [Fact]
    public void A_field_whose_table_is_missing_is_a_mistake()
    {
        Dictionary<string, string> files = AcmeConnector.Files();
        files[AcmeConnector.ConnectorFile] = files[AcmeConnector.ConnectorFile][..files[AcmeConnector.ConnectorFile].IndexOf("state:", StringComparison.Ordinal)];

        AcmeConnector.ProblemsOf(files).ShouldHaveSingleItem().Message.ShouldContain("the table 'state' that translates it is missing");
    }

    [Fact]
    public void A_role_without_its_stream_is_a_mistake()
    {
        Dictionary<string, string> files = AcmeConnector.Files();
        files.Remove(AcmeConnector.AssetsFile);
        files.Remove(AcmeConnector.RowsFile);

        AcmeConnector.ProblemsOf(files).ShouldHaveSingleItem().ToString()
            .ShouldBe("Acme/connector.yaml, line 4, column 18: The role 'inventory' needs a stream that gives assets; there is none.");
    }

    [Fact]
    public void A_connector_without_a_stream_is_a_mistake() =>
        AcmeConnector.ProblemsOf(new Dictionary<string, string>(StringComparer.Ordinal) { [AcmeConnector.ConnectorFile] = AcmeConnector.ConnectorYaml })
            .ShouldContain(problem => problem.Message.Contains("has no stream", StringComparison.Ordinal));

    [Theory]
    [InlineData("Acme/notes.yaml")]
    [InlineData("Acme/Streams/deeper/findings.yaml")]
    public void A_file_without_a_meaning_is_a_mistake(string path)
    {
        Dictionary<string, string> files = AcmeConnector.Files();
        files[path] = "a: b";

        ManifestProblem problem = AcmeConnector.ProblemsOf(files).ShouldHaveSingleItem();

        problem.File.ShouldBe(path);
        problem.Message.ShouldContain("this file has no meaning");
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("- a\n- b", "A manifest is a map of keys to values, not a list.")]
    [InlineData("just a text", "A manifest is a map of keys to values, not a text.")]
    [InlineData("a: b\n\tc: d", "This is not YAML")]
    [InlineData("a: \"\\udc00\\ud800\"", "This is not YAML: what follows here cannot be read.")]
    [InlineData("a:\n : \"b\"\nc: d\n", "This is not YAML: what follows here cannot be read.")]
    [InlineData("...\n \uFFFD\nb", "This is not YAML: what follows here cannot be read.")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]]]]]]]", "nested deeper than 16 levels")]
    public void A_file_that_is_no_manifest_says_so(string text, string message)
    {
        Dictionary<string, string> files = AcmeConnector.Files();
        files[AcmeConnector.AssetsFile] = text;

        AcmeConnector.ProblemsOf(files).ShouldContain(problem =>
            problem.File == AcmeConnector.AssetsFile && problem.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_without_a_connector_file_says_so()
    {
        Dictionary<string, string> files = AcmeConnector.Files();
        files.Remove(AcmeConnector.ConnectorFile);

        AcmeConnector.ProblemsOf(files).ShouldHaveSingleItem().Message.ShouldBe("The folder Acme has no connector.yaml.");
    }
}
