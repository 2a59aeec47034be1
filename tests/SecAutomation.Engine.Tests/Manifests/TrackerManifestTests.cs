using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Manifests.Actions;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Trackers;
using SecAutomation.Testing;

namespace SecAutomation.Engine.Tests.Manifests;

/// <summary>What is wrong in the files of a product that keeps tickets is told with its place.</summary>
public sealed class TrackerManifestTests
{
    private const string Connector = "StubTracker/connector.yaml";

    private static readonly IReadOnlyDictionary<string, string> s_files = Read();

    [Fact]
    public void The_files_of_a_tracker_are_read()
    {
        var problems = new ManifestProblems();

        ConnectorManifest connector = ConnectorReader.Read(s_files, problems).ShouldHaveSingleItem();

        problems.Found.ShouldBeEmpty();
        connector.Role.ShouldBe([ConnectorRole.Tracker]);
        TrackerManifest tracker = connector.Tracker.ShouldNotBeNull();
        tracker.TitleLimit.ShouldBe(new TrackerLimit(150, "grapheme"));
        tracker.SettleTime.ShouldBe(TimeSpan.FromSeconds(5));
        tracker.Action.Keys.ShouldContain(ActionName.FindByName);
        tracker.Action[ActionName.Close].TakesComment.ShouldBeTrue();
        tracker.Action[ActionName.Create].Request.Kind.ShouldBe(Engine.Http.RequestKind.Write);
        tracker.Action[ActionName.Find].Request.Kind.ShouldBe(Engine.Http.RequestKind.Read);
        tracker.Action[ActionName.Fields].IsPerTeam.ShouldBeFalse();
    }

    [Theory]
    [InlineData(Connector, "roles: tracker", "roles: inventory", "The connector has a tracker; add the role 'tracker'.")]
    [InlineData(Connector, "url:\n", "address:\n", "A tracker is written to over a connection")]
    [InlineData(Connector, "unit: grapheme", "unit: letters", "'letters' is no unit.")]
    [InlineData(Connector, "new: new", "new: fresh", "'fresh' is no value of 'new'.")]
    [InlineData(Connector, "  teamKind: group\n", "", "The key 'teamKind' of a tracker is missing.")]
    [InlineData(Connector, "    title: title\n", "", "The key 'title' of a ticket is missing.")]
    [InlineData(Connector, "    author: author\n", "    author: author\n    colour: red\n", "'colour' is no key of a ticket.")]
    [InlineData(Connector, "title: title", "title: 'a['", "The path 'a[' is wrong")]
    [InlineData(Connector, "keyField: \"{keyField}\"", "keyField: \"{feild}\"", "'feild' is no setting")]
    [InlineData("StubTracker/Actions/create.yaml", "    key: \"{input.key}\"\n", "", "The request does not use {input.key}, without which this action cannot be.")]
    [InlineData("StubTracker/Actions/create.yaml", "{input.body}", "{input.text}", "'input.text' is no setting and nothing else that is known here.")]
    [InlineData("StubTracker/Actions/find.yaml", "batch: { size: 20, term: \"{value}\", join: \"|\" }\n", "", "The key 'batch' of an action is missing.")]
    [InlineData("StubTracker/Actions/find.yaml", "term: \"{value}\"", "term: \"all\"", "A term holds {value}.")]
    [InlineData("StubTracker/Actions/find.yaml", "    offset: \"{page.offset}\"\n", "", "The request does not use {page.offset}")]
    [InlineData("StubTracker/Actions/find.yaml", "records: \"tickets[]\"", "records: \"tickets[\"", "The path 'tickets[' is wrong")]
    [InlineData("StubTracker/Actions/teams.yaml", ", name: name", "", "The key 'name' of the answer is missing.")]
    [InlineData("StubTracker/Actions/comments.yaml", "answer:", "antwort:", "The key 'answer' of an action is missing.")]
    public void A_mistake_is_told_with_its_file(string file, string text, string instead, string message)
    {
        s_files[file].ShouldContain(text);
        var files = new Dictionary<string, string>(s_files, StringComparer.Ordinal) { [file] = s_files[file].Replace(text, instead, StringComparison.Ordinal) };
        var problems = new ManifestProblems();

        ConnectorReader.Read(files, problems).ShouldBeEmpty();

        if (message.StartsWith("The path", StringComparison.Ordinal))
            problems.Found.ShouldHaveSingleItem();
        problems.Found.ShouldContain(problem => problem.File == file && problem.Message.Contains(message, StringComparison.Ordinal), string.Join('\n', problems.Found));
    }

    [Theory]
    [InlineData("create")]
    [InlineData("read")]
    [InlineData("priorities")]
    public void An_action_that_is_missing_is_told(string action)
    {
        var files = new Dictionary<string, string>(s_files, StringComparer.Ordinal);
        files.Remove($"StubTracker/Actions/{action}.yaml").ShouldBeTrue();
        var problems = new ManifestProblems();

        ConnectorReader.Read(files, problems).ShouldBeEmpty();

        ManifestProblem problem = problems.Found.ShouldHaveSingleItem();
        problem.File.ShouldBe(Connector);
        problem.Message.ShouldContain($"'{action}'");
    }

    [Fact]
    public void An_action_that_nothing_does_is_told()
    {
        var files = new Dictionary<string, string>(s_files, StringComparer.Ordinal) { ["StubTracker/Actions/creat.yaml"] = "title: x" };
        var problems = new ManifestProblems();

        ConnectorReader.Read(files, problems).ShouldBeEmpty();

        problems.Found.ShouldHaveSingleItem().Message.ShouldStartWith("'creat' is nothing that a tracker does. Is 'create' meant?");
    }

    [Fact]
    public void Values_that_are_not_there_leave_out_what_would_hold_them()
    {
        ConnectorManifest connector = ConnectorReader.Read(s_files, new ManifestProblems())[0];
        TemplateValues values = TemplateValues.Empty.With("input.id", "7").With("input.title", "a \"title\"").With("field.key", "f1");

        string body = System.Text.Encoding.UTF8.GetString(
            connector.Tracker!.Action[ActionName.Update].Request.Fill("test", new Uri("https://tracker.example.com/api"), values).Body.Span);

        body.ShouldBe("""{"title":"a \u0022title\u0022"}""");
    }

    private static Dictionary<string, string> Read()
    {
        string folder = RepositoryRoot.Combine("tests", "SecAutomation.Testing", "Trackers", "StubTracker");
        return Directory.GetFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .ToDictionary(path => "StubTracker/" + Path.GetRelativePath(folder, path).Replace('\\', '/'), path => File.ReadAllText(path).ReplaceLineEndings("\n"), StringComparer.Ordinal);
    }
}
