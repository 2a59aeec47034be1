using SecAutomation.Remediation.Identity;

namespace SecAutomation.Remediation.Selection;

/// <summary>Which records are of one machine.</summary>
/// <remarks>
/// Keys are taken strongest first, all records of a key at once, and each decision looks only at what the stronger keys
/// decided. So time and memory are linear, and the order of the records does not matter.
/// </remarks>
internal sealed class HostGrouping
{
    // A key on more names than this was cloned with a disk image, as with MAC addresses.
    private const int NamesOfOneMachine = 3;

    private readonly HostKeys[] _keys;
    private readonly int[] _parent;

    private HostGrouping(HostKeys[] keys)
    {
        _keys = keys;
        _parent = [.. Enumerable.Range(0, keys.Length)];
    }

    /// <summary>The group of each record: the number of one of its records.</summary>
    public static int[] Group(HostKeys[] keys)
    {
        var grouping = new HostGrouping(keys);
        grouping.DropCloned(record => record.Agent, record => record with { Agent = null });
        grouping.DropCloned(record => record.Uuid, record => record with { Uuid = null });
        grouping.JoinByIdentifier(record => record.Agent);
        grouping.JoinByIdentifier(record => record.Uuid);
        grouping.JoinByName(record => record.Fqdn, isFull: true);
        grouping.JoinByName(record => record.Short, isFull: false);
        grouping.JoinByAddress();
        return grouping.Roots();
    }

    private void JoinByIdentifier(Func<HostKeys, string?> key)
    {
        foreach (List<int> bucket in Buckets(record => key(record) is string one ? [one] : []))
            JoinAll(bucket);
    }

    private void DropCloned(Func<HostKeys, string?> key, Func<HostKeys, HostKeys> drop)
    {
        foreach (List<int> bucket in Buckets(record => key(record) is string one ? [one] : []))
        {
            if (!IsCloned(bucket))
                continue;
            foreach (int record in bucket)
                _keys[record] = drop(_keys[record]);
        }
    }

    private bool IsCloned(List<int> bucket)
    {
        var names = new List<string>(NamesOfOneMachine);
        foreach (int record in bucket)
        {
            if (_keys[record].Short is not [string name, ..] || names.Contains(name))
                continue;
            if (names.Count == NamesOfOneMachine)
                return true;
            names.Add(name);
        }

        return false;
    }

    private void JoinByName(Func<HostKeys, string[]> key, bool isFull)
    {
        int[] roots = Roots();
        Evidence[] evidence = EvidenceOf(roots);
        foreach (List<int> bucket in Buckets(key))
        {
            var seen = new Contradiction(isFull);
            foreach (int root in bucket.Select(record => roots[record]).Distinct())
                seen.Add(evidence[root]);
            if (!seen.Found)
            {
                JoinAll(bucket);
                continue;
            }

            // Which of the contradicting machines a record without evidence belongs to, nobody can tell.
            JoinAll(bucket.FindAll(record => evidence[roots[record]].SaysNothing(isFull)));
        }
    }

    private void JoinByAddress()
    {
        foreach (List<int> bucket in Buckets(record => record.OnlyAddress))
            JoinAll(bucket);
    }

    private IEnumerable<List<int>> Buckets(Func<HostKeys, string[]> keys)
    {
        var chain = new KeyChain(_keys.Length);
        for (int record = 0; record < _keys.Length; record++)
        {
            foreach (string key in keys(_keys[record]))
                chain.Add(key, record);
        }

        var bucket = new List<int>();
        foreach (string key in chain.Keys)
        {
            bucket.Clear();
            foreach (int record in chain[key])
                bucket.Add(record);
            if (bucket.Count > 1)
                yield return bucket;
        }
    }

    private Evidence[] EvidenceOf(int[] roots)
    {
        var evidence = new Evidence[_keys.Length];
        for (int record = 0; record < _keys.Length; record++)
        {
            HostKeys keys = _keys[record];
            ref Evidence own = ref evidence[roots[record]];
            own.Uuid ??= keys.Uuid;
            own.NetBiosDomain ??= keys.NetBiosDomain;
            if (keys.Agent is not null)
                own.AgentScope ??= keys.AgentScope;
            foreach (string fqdn in keys.Fqdn)
            {
                string domain = fqdn[(fqdn.IndexOf('.', StringComparison.Ordinal) + 1)..];
                if (own.Domain is null || string.CompareOrdinal(domain, own.Domain) < 0)
                    own.Domain = domain;
            }
        }

        return evidence;
    }

    private void JoinAll(List<int> records)
    {
        for (int i = 1; i < records.Count; i++)
        {
            int a = Root(records[0]);
            int b = Root(records[i]);
            _parent[Math.Max(a, b)] = Math.Min(a, b);
        }
    }

    private int[] Roots() => [.. Enumerable.Range(0, _parent.Length).Select(Root)];

    private int Root(int record)
    {
        while (_parent[record] != record)
        {
            _parent[record] = _parent[_parent[record]];
            record = _parent[record];
        }

        return record;
    }

    /// <summary>What a group of records says of its machine.</summary>
    private struct Evidence
    {
        public string? Uuid;
        public string? AgentScope;
        public string? Domain;
        public string? NetBiosDomain;

        public readonly bool SaysNothing(bool isFull) =>
            Uuid is null && (isFull || (AgentScope is null && Domain is null && NetBiosDomain is null));
    }

    /// <summary>Whether groups that share a name must be several machines.</summary>
    private sealed class Contradiction(bool isFull)
    {
        private readonly HashSet<string> _agentScopes = new(StringComparer.Ordinal);
        private string? _domain;
        private string? _netBiosDomain;
        private bool _hasUuid;

        public bool Found { get; private set; }

        public void Add(in Evidence evidence)
        {
            if (evidence.Uuid is not null)
            {
                Found |= _hasUuid;
                _hasUuid = true;
            }

            // A full name outlives the agent: reinstalled, it has a new number.
            if (isFull)
                return;
            if (evidence.AgentScope is string scope)
                Found |= !_agentScopes.Add(scope);
            Found |= Differs(ref _domain, evidence.Domain);
            Found |= Differs(ref _netBiosDomain, evidence.NetBiosDomain);
        }

        private static bool Differs(ref string? known, string? value)
        {
            bool differs = known is not null && value is not null && known != value;
            known ??= value;
            return differs;
        }
    }
}
