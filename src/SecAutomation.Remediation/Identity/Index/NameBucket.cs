namespace SecAutomation.Remediation.Identity;

/// <summary>All names of one inventory that are one short name, or begin alike.</summary>
/// <param name="Names">The names.</param>
/// <param name="Large">What is worked out once; null for the few names that nearly every bucket holds.</param>
internal readonly record struct NameBucket(AssetName[] Names, LargeBucket? Large)
{
    public static NameBucket Empty { get; } = new([], null);

    public bool IsLarge => Large is not null;

    public static NameBucket Of(AssetName[] names) => names.Length == 0
        ? Empty
        : new NameBucket(names, names.Length > LargeBucket.Smallest ? new LargeBucket(names) : null);

    /// <summary>Those in a domain.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="map">Where given, domains are compared as this map renames them.</param>
    public NameBucket In(string domain, NameMap? map = null)
    {
        if (Large is not null)
            return Large.In(domain, map);

        int count = 0;
        foreach (ref readonly AssetName name in Names.AsSpan())
            count += IsIn(name, domain, map) ? 1 : 0;
        if (count == Names.Length || count == 0)
            return count == 0 ? Empty : this;
        return new NameBucket(Array.FindAll(Names, name => IsIn(name, domain, map)), null);
    }

    /// <summary>Works out what follows, once for each key of a large bucket.</summary>
    /// <param name="key">All that <paramref name="work"/> depends on.</param>
    /// <param name="work">The work.</param>
    public RuleOutcome Outcome(string key, Func<RuleOutcome> work) => Large is null ? work() : Large.Outcome(key, work);

    private static bool IsIn(in AssetName name, string domain, NameMap? map) =>
        name.Domain is string own && (map is null ? own : map.Domain(own)) == domain;
}
