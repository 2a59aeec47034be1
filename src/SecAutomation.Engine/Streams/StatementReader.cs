using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Streams;

namespace SecAutomation.Engine.Streams;

/// <summary>Gathers what the records of one VEX document state and define, in whatever order they stand.</summary>
/// <param name="source">The document.</param>
internal sealed class StatementReader(string source)
{
    private readonly ProductTable _products = new();
    private readonly List<Said> _said = [];
    private readonly Dictionary<(string Cve, string Product), (string? Justification, string? Detail)> _reasons = [];
    private string? _document;
    private string? _status;
    private DateTimeOffset? _stated;

    /// <summary>Why nothing of the document counts; null where it does.</summary>
    public FailureException? Objection => !string.Equals(_status, "draft", StringComparison.OrdinalIgnoreCase) ? null : new FailureException(
        FailureId.ValueInvalid, $"{source} is a draft by its own words; nothing of it was used.", "Fetch the final document.", source);

    /// <summary>Takes what the current record says.</summary>
    /// <returns>True: a record that says nothing of a CVE is none that is missing.</returns>
    public bool Take(FieldReader fields, StreamManifest part)
    {
        _document ??= fields.Text(Field("document"));
        _status ??= fields.Text(Field("documentStatus"));
        _stated ??= fields.Date(Field("stated"));
        Define(fields, Field);
        List<string> products = fields.Values(Field("product"));
        string? justification = fields.Text(Field("justification"));
        string? detail = fields.Text(Field("detail"));
        FindingState? state = (FindingState?)fields.Label(Field("status"), Field("status")?.States ?? part.States);
        foreach (string cve in fields.Cves(Field("cveId")))
        {
            Say(cve, FindingState.Accepted, fields.Values(Field("notAffected")));
            Say(cve, FindingState.Fixed, fields.Values(Field("fixed")));
            Say(cve, FindingState.Open, fields.Values(Field("affected")));
            if (state is { } known)
                Say(cve, known, products);
            foreach (string product in products)
                Explain(cve, product, justification, detail);
        }

        return true;

        StreamField? Field(string name) => part.Fields.GetValueOrDefault(name);
    }

    /// <summary>The statements, once all records were taken.</summary>
    public IReadOnlyList<VexStatement> Build(IReadObserver observer)
    {
        var statements = new List<VexStatement>();
        foreach (Said said in _said)
        {
            foreach (var alike in said.Product.SelectMany(_products.Members).Distinct(StringComparer.Ordinal).GroupBy(id => Reason(said, id)))
            {
                statements.Add(new VexStatement
                {
                    CveId = said.Cve,
                    State = said.State,
                    Product = [.. alike.Select(_products.Find)],
                    Justification = alike.Key.Justification,
                    Detail = alike.Key.Detail,
                    Document = _document ?? Path.GetFileName(source),
                    Stated = _stated,
                });
            }
        }

        observer.Told($"{source} states {statements.Count} times something of {statements.Select(statement => statement.CveId).Distinct(StringComparer.Ordinal).Count()} CVEs.");
        return statements;
    }

    private (string? Justification, string? Detail) Reason(Said said, string product) =>
        said.State == FindingState.Accepted ? _reasons.GetValueOrDefault((said.Cve, product)) : default;

    private void Say(string cve, FindingState state, List<string> products)
    {
        if (products.Count > 0)
            _said.Add(new Said(cve, state, products));
    }

    private void Explain(string cve, string product, string? justification, string? detail)
    {
        if (justification is null && detail is null)
            return;

        foreach (string member in _products.Members(product))
        {
            (string? knownWord, string? knownDetail) = _reasons.GetValueOrDefault((cve, member));
            _reasons[(cve, member)] = (knownWord ?? justification, knownDetail ?? detail);
        }
    }

    private void Define(FieldReader fields, Func<string, StreamField?> field)
    {
        if (fields.Text(field("productId")) is not { } id)
            return;

        string? kind = fields.Text(field("branchKind"));
        string? branch = fields.Text(field("branch"));
        string? name = fields.Text(field("productName"));
        // A range of versions is kept as it stands: it is then no version that anything has.
        bool isVersion = kind?.StartsWith("product_version", StringComparison.Ordinal) == true;
        _products.Define(
            new VexProduct
            {
                Id = id,
                Name = isVersion ? fields.Text(field("branchParent")) ?? name : kind == "product_name" ? branch ?? name : name,
                Version = fields.Text(field("productVersion")) ?? (isVersion ? branch : null),
                Purl = fields.Text(field("purl")),
                Cpe = fields.Text(field("cpe")),
            },
            fields.Values(field("member")),
            fields.Text(field("component")),
            fields.Text(field("partOf")));
    }

    private sealed record Said(string Cve, FindingState State, List<string> Product);
}
