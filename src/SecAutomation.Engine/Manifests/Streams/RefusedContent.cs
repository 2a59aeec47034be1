using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests.Parsing;

namespace SecAutomation.Engine.Manifests.Streams;

/// <summary>Content of a product that is known and not read, so that people hear what it is and what to give instead.</summary>
/// <param name="Title">What it is, for people.</param>
/// <param name="Signature">How it is recognised.</param>
/// <param name="Next">What to give instead.</param>
internal sealed record RefusedContent(string Title, StreamSignature Signature, string Next)
{
    /// <summary>Reads <c>refuses</c> of a connector.</summary>
    public static IReadOnlyList<RefusedContent> Read(MapReader reader)
    {
        List<RefusedContent> refused = [];
        foreach (MapReader one in reader.Children("refuses", "content that is refused"))
        {
            string title = one.Text("title", required: true), next = one.Text("next", required: true), root = one.Text("root");
            IReadOnlyList<ManifestScalar> headers = one.Scalars("headers");
            IReadOnlyList<ManifestScalar> keys = one.Scalars("keys");
            if (new[] { root.Length > 0, headers.Count > 0, keys.Count > 0 }.Count(isGiven => isGiven) != 1)
                one.Problems.Add(one.File, one.Map, "Content that is refused is recognised by 'root', by 'headers' or by 'keys'; give one of them.");
            one.Close();
            refused.Add(new RefusedContent(title, new StreamSignature { Root = root, Headers = Each(headers), Keys = Each(keys) }, next));
        }

        return refused;
    }

    private static IReadOnlyList<IReadOnlyList<string>> Each(IReadOnlyList<ManifestScalar> all) => [.. all.Select(one => new[] { one.Text })];

    /// <summary>Whether the beginning of a content is that of this one. Lines may stand before the header of a CSV.</summary>
    public bool Fits(ContentPeek peek) => Signature.Root.Length > 0
        ? peek.Xml is { } xml && Signature.Fits(xml)
        : Signature.Keys.Count > 0 ? peek.Json is { } json && Signature.Fits(json)
        : peek.Csv is { } csv && csv.Rows.Any(Signature.Fits);
}
