using System.Text;

namespace SecAutomation.Engine.Manifests;

/// <summary>How a stream's content is told from every other content, whatever the file is called.</summary>
public sealed record StreamSignature
{
    /// <summary>XML: the local name of the root element.</summary>
    public string Root { get; init; } = "";

    /// <summary>JSON: paths from the document's root that are all there; of each inner list, one.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Keys { get; init; } = [];

    /// <summary>CSV: headers that are all there; of each inner list, one.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Headers { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString()
    {
        if (Root.Length > 0)
            return $"XML with the root element {Root}";
        IReadOnlyList<IReadOnlyList<string>> all = Keys.Count > 0 ? Keys : Headers;
        StringBuilder text = new(Keys.Count > 0 ? "JSON with " : "CSV with the columns ");
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
