using System.Globalization;
using SecAutomation.Engine.Manifests;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>Divides hosts into batches, and puts each into the product's query language.</summary>
internal static class BatchPlan
{
    /// <summary>The searches, one for each request; none where a host cannot be asked for, because nothing is known of it that the product is searched by.</summary>
    /// <param name="batch">How hosts are asked for.</param>
    /// <param name="hosts">The hosts.</param>
    /// <param name="settings">The connection's settings.</param>
    public static IReadOnlyList<Batch> Divide(BatchManifest batch, IReadOnlyList<HostIdentity> hosts, TemplateValues settings)
    {
        List<Batch> batches = [];
        List<HostIdentity> gathered = [];
        string clause = "";
        if (hosts.Any(host => Clause(batch, [host], settings).Length == 0))
            return [];
        foreach (HostIdentity host in hosts)
        {
            string longer = Clause(batch, [.. gathered, host], settings);
            if (gathered.Count > 0 && (gathered.Count == batch.Hosts || longer.Length > batch.Longest))
            {
                batches.Add(new Batch(clause, gathered.Count));
                gathered = [];
                longer = Clause(batch, [host], settings);
            }

            gathered.Add(host);
            clause = longer;
        }

        if (gathered.Count > 0)
            batches.Add(new Batch(clause, gathered.Count));
        return batches;
    }

    private static string Clause(BatchManifest batch, IReadOnlyList<HostIdentity> hosts, TemplateValues settings)
    {
        List<string> terms = [];
        foreach ((BatchTerm term, TextTemplate template) in batch.Term)
        {
            List<string> values = [.. hosts.SelectMany(host => ValuesOf(term, host)).Distinct(StringComparer.Ordinal)];
            if (values.Count == 0)
                continue;
            if (template.Names.Contains(BatchManifest.Values, StringComparer.Ordinal))
                terms.Add(template.Fill(settings.With(BatchManifest.Values, values)) ?? "");
            else
                terms.AddRange(values.Select(value => template.Fill(settings.With(BatchManifest.Value, value)) ?? ""));
        }

        return string.Join(batch.Join, terms.Where(term => term.Length > 0));
    }

    private static IEnumerable<string> ValuesOf(BatchTerm term, HostIdentity host)
    {
        List<HostName> names = [.. new[] { host.ComputerName, host.Fqdn, host.NetBiosName }.Concat(host.Alias).Where(raw => !string.IsNullOrWhiteSpace(raw)).Select(raw => HostName.Parse(raw))];
        return term switch
        {
            BatchTerm.Name => names.SelectMany(name => name.IsName ? new[] { name.Short, Spelled(name), name.Fqdn } : name.Status == HostNameStatus.Invalid ? [name.Raw.Trim()] : []).OfType<string>(),
            BatchTerm.ShortName => names.Where(name => name.IsName).Select(name => name.Short),
            BatchTerm.Fqdn => names.Select(name => name.Fqdn).OfType<string>(),
            BatchTerm.IpAddress => (host.IPAddress ?? []).Concat(names.Select(name => name.IPAddress).OfType<string>()),
            BatchTerm.MacAddress => host.MacAddress.Select(WithColons),
            BatchTerm.SerialNumber => One(host.SerialNumber),
            BatchTerm.BiosUuid => One(host.BiosUuid),
            BatchTerm.AgentId => One(host.AgentId),
            _ => One(host.CloudId),
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
