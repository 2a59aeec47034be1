using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Manifests.Actions;
using SecAutomation.Engine.Manifests.Batches;
using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Paging;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Settings;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Manifests.Trackers;
using SecAutomation.Engine.Paging;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Xml;
using SecAutomation.Engine.Resilience;
using SecAutomation.Testing;

namespace SecAutomation.Engine.Tests.Manifests;

/// <summary>The page that explains manifests explains all of them.</summary>
public sealed class ManifestReferenceTests
{
    private static readonly string s_page = File.ReadAllText(RepositoryRoot.Combine("module", "docs", "en-US", "about_SecAutomation_Connectors.md"));

    [Fact]
    public void Every_field_stands_on_the_page_with_its_meaning()
    {
        FieldTerm[] terms = [.. FieldVocabulary.Findings, .. FieldVocabulary.Assets, .. FieldVocabulary.Software, .. FieldVocabulary.Ratings, .. FieldVocabulary.Cves, .. FieldVocabulary.Statements];

        terms.Where(term => !s_page.Contains($"| `{term.Name}` | ", StringComparison.Ordinal) || !s_page.Contains($" | {term.About} |", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_word_stands_on_the_page()
    {
        string[] words =
        [
            .. Words<Severity>.All, .. Words<StateWord>.All, .. Words<ConnectorRole>.All, .. Words<StreamOutput>.All, .. Words<RecordFormat>.All,
            .. Words<FeedKind>.All, .. Words<EnclosingValues>.All, .. Words<HostSource>.All, .. Words<DocumentTypeTreatment>.All, .. Words<FieldValueOrder>.All, .. Words<Separator>.All, .. Words<TextEscaping>.All,
            .. Words<ValueForm>.All, .. Words<AuthenticationKind>.All, .. Words<PagingKind>.All, .. Words<BatchTerm>.All, .. Words<ExportState>.All, .. Words<WaitUnit>.All, .. Words<CredentialPart>.All,
            .. Words<ActionName>.All, .. Words<TicketState>.All, .. Words<TicketResolution>.All, .. TicketTerms.All.Keys, .. ActionTerms.Values(ActionSubject.Choices), ActionTerms.FieldKey, ActionTerms.FieldMarker,
            .. Enum.GetValues<ActionName>().SelectMany(ActionTerms.Inputs),
        ];

        words.Where(word => !s_page.Contains($"`{word}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_key_that_a_mistake_is_offered_stands_on_the_page()
    {
        IEnumerable<string> keys = new[] { AcmeConnector.ConnectorFile, AcmeConnector.FindingsFile }
            .SelectMany(file => AcmeConnector.ProblemsAfter(file, "title: Acme", "qqqqqqqqqqqqqqqq: 1\ntitle: Acme"))
            .Concat(LiveAcme.Places.SelectMany(place => LiveAcme.ProblemsAfter(place.File, place.Text, place.Text + place.Indent + "qqqqqqqqqqqqqqqq: 1\n")))
            .Select(problem => problem.Message)
            .Where(message => message.Contains("Known are: ", StringComparison.Ordinal))
            .SelectMany(message => message[(message.IndexOf("Known are: ", StringComparison.Ordinal) + 11)..^1].Split(", "));

        string[] all = [.. keys];
        all.Length.ShouldBeGreaterThan(15);
        all.Where(key => !s_page.Contains($"`{key}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
