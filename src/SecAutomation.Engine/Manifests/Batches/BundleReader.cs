using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Manifests.Batches;

/// <summary>Reads <c>bundle</c>.</summary>
internal static class BundleReader
{
    /// <summary>Reads it.</summary>
    /// <param name="connector">The connector's map.</param>
    /// <param name="scope">What templates of connections may name.</param>
    /// <returns>Null where the product takes no requests together, or where it cannot be used, which was reported.</returns>
    public static BundleManifest? Read(MapReader connector, TemplateScope scope)
    {
        if (connector.Child("bundle", "a bundle") is not { } reader)
            return null;
        int? requests = reader.Number("requests", 2, 1000, required: true);
        TemplateScope whole = scope.With(BundleManifest.All);
        RequestTemplate? request = RequestReader.Read(reader, "request", whole, RequestKind.Read, "several requests in one", required: true);
        if (request is not null && !whole.Uses(BundleManifest.All))
            reader.Problems.Add(reader.File, reader.Place("request"), $"The request does not use {{{BundleManifest.All}}}, so that nothing would be asked.");
        TemplateScope single = scope.With(BundleManifest.Id, BundleManifest.Method, BundleManifest.Address);
        JsonTemplate? each = reader.Node("each", required: true) is { } node ? JsonTemplate.Read(reader, node, single) : null;
        foreach (string needed in new[] { BundleManifest.Id, BundleManifest.Address }.Where(name => each is not null && !single.Uses(name)))
            reader.Problems.Add(reader.File, reader.Place("each"), $"'each' does not use {{{needed}}}.");
        FieldMap? answer = ReadAnswer(reader);
        reader.Close();
        return requests is null || request is null || each is null || answer is null ? null : new BundleManifest(each, answer) { Requests = requests.Value, Request = request };
    }

    private static FieldMap? ReadAnswer(MapReader bundle)
    {
        if (bundle.Child("answers", "the answers of a bundle", required: true) is not { } reader)
            return null;
        ManifestScalar? records = reader.Scalar("records", required: true);
        List<FieldDraft> drafts = [];
        foreach (string name in new[] { BundleManifest.AnswerId, BundleManifest.AnswerStatus, BundleManifest.AnswerBody })
        {
            if (reader.Scalar(name, required: true) is { } path)
                drafts.Add(Draft(name, path));
        }

        if (reader.Child("headers", "the headers of an answer", required: true) is { } headers)
        {
            ManifestScalar? list = headers.Scalar("path", required: true);
            ManifestScalar? name = headers.Scalar(BundleManifest.HeaderName, required: true);
            ManifestScalar? value = headers.Scalar(BundleManifest.HeaderValue, required: true);
            headers.Close();
            if (list is not null && name is not null && value is not null)
                drafts.Add(Draft(BundleManifest.AnswerHeaders, list) with { Children = [Draft(BundleManifest.HeaderName, name), Draft(BundleManifest.HeaderValue, value)] });
        }

        reader.Close();
        if (records is null || drafts.Count < 4)
            return null;
        var definition = new FieldMapDefinition { Format = RecordFormat.Json, Records = records.Text, Fields = [.. drafts.SelectMany(draft => draft.Definitions())] };
        return new PathCompiler(reader.File, reader.Problems).Compile(definition, drafts, records, null, reader.Map);
    }

    private static FieldDraft Draft(string name, ManifestScalar path) => new() { Term = new FieldTerm(name, FieldKind.Text, ""), Paths = [path] };
}
