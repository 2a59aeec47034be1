namespace SecAutomation.Remediation.Grouping;

/// <summary>Decides which hosts of a run, and of the tickets that are there, are one and the same machine.</summary>
/// <remarks>
/// One machine are hosts that share a full name, that were matched to one asset, or that carry one bare name and no full
/// one. A bare name joins a host with a full one only where it fits one machine alone: of <c>web01.dmz.example</c> and
/// <c>web01.corp.example</c>, neither is <c>web01</c>. The answer does not depend on the order of the input.
/// </remarks>
internal sealed class HostRegister
{
    private readonly List<HostNames> _names = [];
    private readonly List<int> _parent = [];
    private readonly Dictionary<string, int> _firstByKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _scannedAs = new(StringComparer.Ordinal);
    private readonly List<(int Node, string Name)> _bare = [];

    /// <summary>Takes in a host of a ticket.</summary>
    public int Add(TicketHost host) => Add(HostNames.Of(host));

    /// <summary>Takes in a host of the run.</summary>
    public int Add(AssetDetail host, HostNames names)
    {
        int node = Add(names);
        if (HostNames.IsIdentified(host) && host.Asset is { } asset)
        {
            string record = asset.AssetId is { } id ? $"id {id}" : $"at {asset.Place} {asset.Fqdn ?? asset.ComputerName}";
            Join($"asset {asset.Source} {record}", node);
        }

        if (names.ScannedAs is { } scannedAs)
        {
            _scannedAs[scannedAs] = _scannedAs.GetValueOrDefault(scannedAs) + 1;
            _bare.Add((node, scannedAs));
        }

        return node;
    }

    /// <summary>Draws the conclusions, once everything is taken in.</summary>
    public void Conclude()
    {
        // A host that the scanner knew by its bare name, and an inventory now by its full one, is the one that waits
        // under the bare name in a ticket; unless the run has several of that name.
        foreach ((int node, string name) in _bare)
        {
            if (_scannedAs[name] == 1)
            {
                Join(BareKey(name), node);
            }
        }

        while (JoinShortNames())
        {
        }
    }

    /// <summary>The machine of a host: equal numbers, one machine.</summary>
    public int Machine(int node)
    {
        while (_parent[node] != node)
        {
            _parent[node] = _parent[_parent[node]];
            node = _parent[node];
        }

        return node;
    }

    private static string BareKey(string name) => $"bare {name}";

    private int Add(HostNames names)
    {
        int node = _names.Count;
        _names.Add(names);
        _parent.Add(node);
        foreach (string full in names.Full)
        {
            Join($"full {full}", node);
        }

        // A host that came into a ticket under its bare name goes on to be the one of that name.
        if (!names.Full.Contains(names.Canonical, StringComparer.Ordinal))
        {
            Join(BareKey(names.Canonical), node);
        }

        return node;
    }

    private void Join(string key, int node)
    {
        if (!_firstByKey.TryAdd(key, node))
        {
            Join(_firstByKey[key], node);
        }
    }

    private bool Join(int one, int other)
    {
        one = Machine(one);
        other = Machine(other);
        _parent[Math.Max(one, other)] = Math.Min(one, other);
        return one != other;
    }

    // One pass looks at the state before it, and the passes end where nothing joins any more: so order does not matter.
    private bool JoinShortNames()
    {
        Dictionary<string, (SortedSet<int> Bare, SortedSet<int> Qualified)> byShort = new(StringComparer.Ordinal);
        HashSet<(int Machine, string Short)> qualified = [];
        for (int node = 0; node < _names.Count; node++)
        {
            foreach (string full in _names[node].Full)
            {
                int dot = full.IndexOf('.', StringComparison.Ordinal);
                qualified.Add((Machine(node), dot < 0 ? full : full[..dot]));
            }
        }

        for (int node = 0; node < _names.Count; node++)
        {
            if (_names[node].IsAmbiguous)
            {
                continue;
            }

            int machine = Machine(node);
            foreach (string name in _names[node].Short)
            {
                if (!byShort.TryGetValue(name, out var machines))
                {
                    byShort[name] = machines = ([], []);
                }

                (qualified.Contains((machine, name)) ? machines.Qualified : machines.Bare).Add(machine);
            }
        }

        bool joined = false;
        foreach ((SortedSet<int> bare, SortedSet<int> full) in byShort.Values)
        {
            foreach (int machine in bare)
            {
                joined |= Join(full.Count == 1 ? full.Min : bare.Min, machine);
            }
        }

        return joined;
    }
}
