using CsCheck;
using SecAutomation.Remediation.Delivery;
using SecAutomation.Remediation.Rendering;
using SecAutomation.Remediation.Tests.Planning;
using SecAutomation.Testing;

namespace SecAutomation.Remediation.Tests.Rendering.Dialects;

/// <summary>What Jira Cloud is sent, checked against the JSON Schema that Atlassian publishes for its documents, by a validator from npm.</summary>
[Trait("Category", "Server")]
public sealed class AdfDocumentTests : IDisposable
{
    private const int HostileDocuments = 300;
    private const int CutDocuments = 60;

    private static readonly TextLimit s_limit = new(32_767, TextUnit.Utf16);

    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public async Task Whatever_the_values_the_document_fits()
    {
        List<string> documents = [];
        Gen.OneOf(HostileTicket.Raw, HostileTicket.Escaped.Select(ticket => ticket.Markdown))
            .Sample(markdown => documents.Add(Adf(markdown, TextLimit.None)), iter: HostileDocuments, threads: 1);

        await ShouldFitAsync(documents, HostileDocuments);
    }

    [Fact]
    public async Task A_document_that_was_cut_fits()
    {
        List<string> documents = [];
        Gen.Select(HostileTicket.Escaped.Array[1, 6], Gen.Int[1200, 6000]).Sample(
            (tickets, count) => documents.Add(Adf(Body(tickets), new TextLimit(count, TextUnit.Utf16))), iter: CutDocuments, threads: 1);

        // At Jira's own limit too: 10,000 hosts, and hostile values without end.
        TicketDraft many = Runs.Run(
            [.. Enumerable.Range(1, 10_000).Select(i => Runs.Host($"web{i}.corp.example", "CVE-2021-44228"))], options: Runs.Options(RemediationGrouping.All))[0].Draft;
        RenderedText everything = TicketText.Render(many, TicketDialect.Adf, s_limit);
        HostileTicket.Escaped.Array[100, 120].Sample(tickets => documents.Add(Adf(Body(tickets), s_limit)), iter: 5, threads: 1);

        everything.IsCut.ShouldBeTrue();
        everything.Attachment.ShouldNotBeNull();
        documents[CutDocuments..].ShouldAllBe(document => document.Length > 32_000 && document.Length <= s_limit.Count);
        await ShouldFitAsync([.. documents, everything.Text], CutDocuments + 6);
    }

    [Fact]
    public async Task A_document_whose_marker_was_replaced_fits()
    {
        TicketDraft draft = new() { Key = HostileTicket.Key, Unit = [new WorkUnit("web02", "CVE-2024-3094")] };
        string changed = Adf($"By **people**\n\n{HostileTicket.Marker.ToText()}", TextLimit.None)
            .Replace("\"type\":\"paragraph\"", "\"type\":\"paragraph\",\"attrs\":{\"localId\":\"1\"}", StringComparison.Ordinal);

        await ShouldFitAsync([TrackerText.ReplaceMarker(changed, draft)!], 1);
    }

    [Theory]
    [InlineData("""{"type":"doc","content":[]}""")]
    [InlineData("""{"version":1,"type":"doc","content":[{"type":"text","text":"alone"}]}""")]
    [InlineData("""{"version":1,"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":""}]}]}""")]
    [InlineData("""{"version":1,"type":"doc","content":[{"type":"heading","attrs":{"level":7},"content":[]}]}""")]
    [InlineData("""{"version":1,"type":"doc","content":[{"type":"bulletList","content":[]}]}""")]
    [InlineData("""{"version":1,"type":"doc","content":[{"type":"bulletList","content":[{"type":"listItem","content":[]}]}]}""")]
    [InlineData("""{"version":1,"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"x","marks":[{"type":"code"},{"type":"strong"}]}]}]}""")]
    [InlineData("""{"version":1,"type":"doc","content":[{"type":"codeBlock","content":[{"type":"text","text":"x","marks":[{"type":"em"}]}]}]}""")]
    [InlineData("""{"version":1,"type":"doc","content":[{"type":"table","content":[{"type":"tableCell","content":[]}]}]}""")]
    [InlineData("""{"version":1,"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"x","marks":[{"type":"link"}]}]}]}""")]
    [InlineData("""{"version":1,"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"cut""")]
    public async Task A_document_that_does_not_fit_is_noticed(string document)
    {
        (int code, string output) = await CheckAsync([Adf("x", TextLimit.None), document]);

        code.ShouldBe(1, output);
        output.ShouldContain("2 documents checked, 1 do not fit.");
    }

    public void Dispose() => File.Delete(_file);

    private static string Adf(string markdown, TextLimit limit) => TicketText.Render(markdown, TicketDialect.Adf, limit).Text;

    private static string Body(IEnumerable<(string Markdown, string[] Value)> tickets) =>
        $"{string.Concat(tickets.Select(ticket => ticket.Markdown.Replace(HostileTicket.Marker.ToText(), "", StringComparison.Ordinal)))}\n\n{HostileTicket.Marker.ToText()}";

    private async Task ShouldFitAsync(IReadOnlyCollection<string> documents, int count)
    {
        (int code, string output) = await CheckAsync(documents);

        code.ShouldBe(0, output);
        output.ShouldContain($"{count} documents checked, 0 do not fit.");
    }

    private async Task<(int Code, string Output)> CheckAsync(IEnumerable<string> documents)
    {
        await File.WriteAllLinesAsync(_file, documents, TestContext.Current.CancellationToken);
        return await NpmScript.RunAsync("check-documents.cjs", Assert.Skip, [_file], TestContext.Current.CancellationToken);
    }
}
