namespace SecAutomation.Engine.Streams;

/// <summary>The products that a document defines, by the identifiers under which it speaks of them.</summary>
internal sealed class ProductTable
{
    private const int Deepest = 8;

    private readonly Dictionary<string, VexProduct> _products = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Component, string PartOf)> _parts = new(StringComparer.Ordinal);

    /// <summary>Defines a product, a group of products, or a product as a part of another; what was said before stays said.</summary>
    public void Define(VexProduct product, List<string> members, string? component, string? partOf)
    {
        if (members.Count > 0)
        {
            _groups.TryAdd(product.Id, members);
            return;
        }

        if (component is not null && partOf is not null)
            _parts.TryAdd(product.Id, (component, partOf));
        _products[product.Id] = _products.TryGetValue(product.Id, out VexProduct? known) ? Merge(known, product) : product;
    }

    /// <summary>The products of a group; the product itself where it is none.</summary>
    public IEnumerable<string> Members(string id) => _groups.TryGetValue(id, out List<string>? members) ? members : [id];

    /// <summary>The product of an identifier.</summary>
    public VexProduct Find(string id) => Find(id, 0);

    private VexProduct Find(string id, int depth)
    {
        VexProduct? product = _products.GetValueOrDefault(id);
        if (depth < Deepest && _parts.TryGetValue(id, out (string Component, string PartOf) part))
        {
            // The name of the whole repeats that of its parts.
            VexProduct component = Find(part.Component, depth + 1);
            return component with { Id = id, Purl = product?.Purl ?? component.Purl, Cpe = product?.Cpe ?? component.Cpe, PartOf = Find(part.PartOf, depth + 1) };
        }

        if (product is not null)
            return product;

        // A reference into another bill of materials ends with the name that the product has there.
        int mark = id.StartsWith("urn:cdx:", StringComparison.Ordinal) ? id.IndexOf('#', StringComparison.Ordinal) : -1;
        if (mark >= 0 && depth < Deepest)
            return Find(Uri.UnescapeDataString(id[(mark + 1)..]), depth + 1) with { Id = id };

        return new VexProduct
        {
            Id = id,
            Purl = id.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase) ? id : null,
            Cpe = id.StartsWith("cpe:", StringComparison.OrdinalIgnoreCase) ? id : null,
        };
    }

    private static VexProduct Merge(VexProduct known, VexProduct more) => known with
    {
        Name = known.Name ?? more.Name,
        Version = known.Version ?? more.Version,
        Purl = known.Purl ?? more.Purl,
        Cpe = known.Cpe ?? more.Cpe,
    };
}
