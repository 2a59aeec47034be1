using System.Globalization;
using SecAutomation.Engine.Manifests.Batches;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Requests;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>Divides hosts or assets into batches, and puts each into the product's query language.</summary>
internal static class BatchPlan
{
    /// <summary>
    /// The searches for hosts, one for each request; none where a host cannot be asked for, because nothing is known of it that the product is searched
    /// by, or because the product's search cannot hold what is known.
    /// </summary>
    /// <param name="batch">How hosts are asked for.</param>
    /// <param name="hosts">The hosts.</param>
    /// <param name="settings">The connection's settings.</param>
    public static IReadOnlyList<Batch> Divide(BatchManifest batch, IReadOnlyList<HostIdentity> hosts, TemplateValues settings)
    {
        IReadOnlyDictionary<BatchTerm, IReadOnlyList<string>>[] known =
            [.. hosts.Select(host => batch.Term.Keys.ToDictionary(term => term, term => (IReadOnlyList<string>)[.. ValuesOf(term, host)]))];
        return known.Any(host => Fill(batch, [host], settings).Clause.Length == 0 || host.Any(pair => pair.Value.Any(value => !batch.IsListed(pair.Key, value) && !batch.Alone.ContainsKey(pair.Key))))
            ? []
            : Divide(batch, known, settings);
    }

    /// <summary>The searches for the assets that have one of the addresses of hosts, among the parts of assets; none where they are not searched by address.</summary>
    /// <param name="batch">How they are asked for.</param>
    /// <param name="hosts">The hosts.</param>
    /// <param name="settings">The connection's settings.</param>
    public static IReadOnlyList<Batch> DivideByAddress(BatchManifest batch, IReadOnlyList<HostIdentity> hosts, TemplateValues settings)
    {
        BatchTerm[] terms = [.. batch.Term.Keys.Where(term => term is BatchTerm.IpAddress or BatchTerm.MacAddress)];
        return Divide(
            batch,
            [.. hosts.Select(host => terms.ToDictionary(term => term, term => (IReadOnlyList<string>)[.. ValuesOf(term, host)])).Where(known => known.Values.Any(values => values.Count > 0))],
            settings);
    }

    /// <summary>The searches for assets, or for their parts, by the identifiers of the assets; one for each request.</summary>
    /// <param name="batch">How they are asked for.</param>
    /// <param name="assets">The identifiers of the assets.</param>
    /// <param name="settings">The connection's settings.</param>
    public static IReadOnlyList<Batch> Divide(BatchManifest batch, IReadOnlyList<string> assets, TemplateValues settings) =>
        Divide(batch, [.. assets.Select(id => new Dictionary<BatchTerm, IReadOnlyList<string>> { [BatchTerm.AssetId] = [id] })], settings);

    /// <summary>The same search in two requests, for a server that does not take it in one.</summary>
    /// <param name="batch">How hosts are asked for.</param>
    /// <param name="whole">The search, for two hosts at least.</param>
    /// <param name="settings">The connection's settings.</param>
    public static IReadOnlyList<Batch> Halve(BatchManifest batch, Batch whole, TemplateValues settings) =>
        [.. whole.Sought.Chunk((whole.Hosts + 1) / 2).Select(half => Fill(batch, half, settings))];

    private static IReadOnlyList<Batch> Divide(BatchManifest batch, IReadOnlyList<IReadOnlyDictionary<BatchTerm, IReadOnlyList<string>>> sought, TemplateValues settings)
    {
        if (!batch.HasLongest)
            return [.. sought.Chunk(batch.Hosts).Select(chunk => Fill(batch, chunk, settings))];
        List<Batch> batches = [];
        List<IReadOnlyDictionary<BatchTerm, IReadOnlyList<string>>> gathered = [];
        Batch? filled = null;
        foreach (IReadOnlyDictionary<BatchTerm, IReadOnlyList<string>> one in sought)
        {
            Batch longer = Fill(batch, [.. gathered, one], settings);
            if (filled is not null && (gathered.Count == batch.Hosts || longer.Clause.Length > batch.Longest))
            {
                batches.Add(filled);
                gathered = [];
                longer = Fill(batch, [one], settings);
            }

            gathered.Add(one);
            filled = longer;
        }

        return filled is null ? batches : [.. batches, filled];
    }

    private static Batch Fill(BatchManifest batch, IReadOnlyList<IReadOnlyDictionary<BatchTerm, IReadOnlyList<string>>> sought, TemplateValues settings)
    {
        List<string> terms = [];
        TemplateValues filled = TemplateValues.Empty;
        foreach ((BatchTerm term, TextTemplate template) in batch.Term)
        {
            List<string> values = [.. sought.SelectMany(one => one.GetValueOrDefault(term) ?? []).Distinct(StringComparer.Ordinal)];
            if (values.Count == 0)
                continue;
            filled = filled.With(BatchManifest.NameOf(Words<BatchTerm>.Of(term)), values);
            if (batch.Alone.TryGetValue(term, out TextTemplate? alone))
                terms.AddRange(values.Where(value => !batch.IsListed(term, value)).Select(value => alone.Fill(settings.With(BatchManifest.Value, value)) ?? ""));
            values.RemoveAll(value => !batch.IsListed(term, value));
            if (values.Count == 0)
                continue;
            if (template.Names.Contains(BatchManifest.Value, StringComparer.Ordinal))
                terms.AddRange(values.Select(value => template.Fill(settings.With(BatchManifest.Value, value)) ?? ""));
            else
                terms.Add(template.Fill(settings.With(BatchManifest.Values, values)) ?? "");
        }

        string clause = string.Join(batch.Join, terms.Where(term => term.Length > 0));
        return new Batch(clause, sought, filled.With(BatchManifest.Clause, clause));
    }

    private static IEnumerable<string> ValuesOf(BatchTerm term, HostIdentity host)
    {
        List<HostName> names = [.. new[] { host.ComputerName, host.Fqdn, host.NetBiosName }.Concat(host.Alias).Where(raw => !string.IsNullOrWhiteSpace(raw)).Select(raw => HostName.Parse(raw))];
        return term switch
        {
            BatchTerm.Name => names.SelectMany(name => name.IsName ? new[] { name.Short, Spelled(name), name.Fqdn } : name.Status == HostNameStatus.Invalid ? [name.Raw.Trim()] : []).OfType<string>(),
            BatchTerm.ShortName => names.Where(name => name.IsName).Select(name => name.Short),
            BatchTerm.ShortNameAlone => names.Any(name => name.Fqdn is not null) ? [] : names.Where(name => name.IsName && name.Short.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')).Select(name => name.Short),
            BatchTerm.Fqdn => names.Select(name => name.Fqdn).OfType<string>(),
            BatchTerm.IpAddress => (host.IPAddress ?? []).Concat(names.Select(name => name.IPAddress).OfType<string>()),
            BatchTerm.MacAddress => host.MacAddress.Select(WithColons),
            BatchTerm.SerialNumber => One(host.SerialNumber),
            BatchTerm.BiosUuid => One(host.BiosUuid),
            BatchTerm.AgentId => One(host.AgentId),
            BatchTerm.CloudId => One(host.CloudId),
            _ => [],
        };
    }

    // Products that mind the case know a full name as it is spelled, not as it is compared.
    private static string? Spelled(HostName name) =>
        name.Raw.Trim() is var raw && string.Equals(raw, name.Fqdn, StringComparison.OrdinalIgnoreCase) ? raw : null;

    private static IEnumerable<string> One(string? value) => string.IsNullOrWhiteSpace(value) ? [] : [value];

    private static string WithColons(string mac) => mac.Length == 12
        ? string.Join(':', Enumerable.Range(0, 6).Select(i => mac.Substring(i * 2, 2)))
        : mac.ToString(CultureInfo.InvariantCulture);
}
