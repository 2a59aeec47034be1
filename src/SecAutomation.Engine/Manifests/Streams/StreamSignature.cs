using System.Text;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection.Rows;

namespace SecAutomation.Engine.Manifests.Streams;

/// <summary>How a stream's content is told from every other content, whatever the file is called.</summary>
public sealed record StreamSignature
{
    /// <summary>XML: the local name of the root element.</summary>
    public string Root { get; init; } = "";

    /// <summary>XML: paths of elements below the root that the beginning shows; of each inner list, one.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Elements { get; init; } = [];

    /// <summary>JSON: paths from the document's root that are all there; of each inner list, one.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Keys { get; init; } = [];

    /// <summary>CSV: headers that are all there; of each inner list, one.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Headers { get; init; } = [];

    /// <summary>Whether it recognises nothing: the stream is read from its product alone.</summary>
    public bool IsEmpty => Root.Length == 0 && Keys.Count == 0 && Headers.Count == 0;

    /// <summary>Whether the beginning of an XML document has the root and all elements.</summary>
    internal bool Fits(XmlPeek xml) => Root == xml.Root && Elements.All(options => options.Any(xml.Paths.Contains));

    /// <summary>Whether the beginning of JSON has all keys.</summary>
    internal bool Fits(JsonPeek json) => Keys.All(options => options.Any(json.Paths.Contains));

    /// <summary>Whether a row has all headers.</summary>
    internal bool Fits(IReadOnlyList<string> row)
    {
        HashSet<string> names = [.. row.Select(HeaderName.Key)];
        return Headers.All(options => options.Any(option => names.Contains(HeaderName.Key(option))));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        IReadOnlyList<IReadOnlyList<string>> all = Root.Length > 0 ? Elements : Keys.Count > 0 ? Keys : Headers;
        StringBuilder text = new(Root.Length > 0 ? $"XML with the root element {Root}" : Keys.Count > 0 ? "JSON with " : "CSV with the columns ");
        if (Elements.Count > 0)
            text.Append(" and ");
        for (int i = 0; i < all.Count; i++)
        {
            IReadOnlyList<string> options = all[i];
            text.Append(i == 0 ? "" : i == all.Count - 1 ? " and " : ", ");
            text.AppendJoin(" or ", options.Take(3));
            if (options.Count > 3)
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $" (or {options.Count - 3} more)");
        }

        return text.ToString();
    }
}
