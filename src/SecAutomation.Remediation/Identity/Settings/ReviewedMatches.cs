namespace SecAutomation.Remediation.Identity;

/// <summary>The decisions of people, by host.</summary>
internal sealed class ReviewedMatches
{
    private readonly Dictionary<string, List<ReviewedMatch>> _byHost = new(StringComparer.Ordinal);

    public ReviewedMatches(IReadOnlyList<ReviewedMatch> reviewed)
    {
        foreach (ReviewedMatch match in reviewed)
        {
            if (Key(HostName.Parse(match.ComputerName)) is not string key)
                continue;
            if (!_byHost.TryGetValue(key, out List<ReviewedMatch>? known))
                _byHost.Add(key, known = []);
            known.Add(match);
        }
    }

    public static ReviewedMatches None { get; } = new([]);

    public bool IsEmpty => _byHost.Count == 0;

    /// <summary>The decision on a host for an inventory; the last one where there are several.</summary>
    public ReviewedMatch? Find(string host, string source) =>
        _byHost.GetValueOrDefault(host)?.FindLast(match => match.Source is null || IsOf(match.Source, source));

    /// <summary>By what a host is kept: its full name, its short name, or its address.</summary>
    public static string? Key(in HostName name) => name.Status switch
    {
        HostNameStatus.Name => name.Fqdn ?? (name.NetBiosDomain is null ? name.ShortKey : $@"{name.NetBiosDomain}\{name.ShortKey}"),
        HostNameStatus.IPAddress => name.IPAddress,
        _ => null,
    };

    // The same file is asked by different paths on different machines.
    private static bool IsOf(string decided, string source) =>
        string.Equals(decided, source, StringComparison.OrdinalIgnoreCase)
        || string.Equals(SourceName.Of(decided), SourceName.Of(source), StringComparison.OrdinalIgnoreCase);
}
