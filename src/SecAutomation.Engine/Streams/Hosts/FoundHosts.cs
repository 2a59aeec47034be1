namespace SecAutomation.Engine.Streams.Hosts;

/// <summary>The hosts of a document, whichever part of it named them.</summary>
internal sealed class FoundHosts
{
    /// <summary>In the order of their first record.</summary>
    public List<HostDraft> Host { get; } = [];

    /// <summary>Those that were found by a key.</summary>
    public Dictionary<string, HostDraft> ByKey { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes the hosts of a further document; one with a key that is known tells more of the same host.</summary>
    public void Take(FoundHosts others)
    {
        Dictionary<HostDraft, string> keys = others.ByKey.ToDictionary(pair => pair.Value, pair => pair.Key);
        foreach (HostDraft host in others.Host)
        {
            bool hasKey = keys.TryGetValue(host, out string? key);
            if (hasKey && ByKey.TryGetValue(key!, out HostDraft? known))
            {
                known.Take(host);
                continue;
            }

            Host.Add(host);
            if (hasKey)
                ByKey.Add(key!, host);
        }
    }
}
