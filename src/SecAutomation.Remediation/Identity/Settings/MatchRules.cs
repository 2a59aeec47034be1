namespace SecAutomation.Remediation.Identity;

/// <summary>What matching is allowed to conclude.</summary>
public sealed record MatchRules
{
    private readonly IReadOnlyDictionary<string, string> _suffix = new Dictionary<string, string>(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, string> _name = new Dictionary<string, string>(StringComparer.Ordinal);
    private readonly IReadOnlyList<ReviewedMatch> _reviewed = [];

    /// <summary>The rules as they stand unless somebody says otherwise.</summary>
    public static MatchRules Default { get; } = new();

    /// <summary>How long an inventory may be silent on an asset before what it says is called stale; 30 days.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How much newer the fresh one of two records must be than the stale one, so that it is taken; 7 days.</summary>
    public TimeSpan TwinGap { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Whether R8 compares IP addresses; off.</summary>
    public bool MatchAddress { get; init; }

    /// <summary>How far the scan and the sight of the inventory may lie apart for R8; 24 hours.</summary>
    public TimeSpan AddressAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Ranges whose addresses are dealt out anew: no such address is a key or supports one.</summary>
    public IReadOnlyList<AddressRange> DhcpRange { get; init; } = [];

    /// <summary>Domains that were renamed, the old suffix to the new one: <c>corp.old</c> to <c>corp.new</c>. A name without a dot is a Windows domain.</summary>
    public IReadOnlyDictionary<string, string> SuffixMap
    {
        get => _suffix;
        init
        {
            _suffix = value;
            Map = new NameMap(_suffix, _name);
        }
    }

    /// <summary>Other names of machines, for example of the services on them: <c>www.corp.example</c> to <c>web01.corp.example</c>.</summary>
    public IReadOnlyDictionary<string, string> AliasMap
    {
        get => _name;
        init
        {
            _name = value;
            Map = new NameMap(_suffix, _name);
        }
    }

    /// <summary>What people decided; it comes before every rule.</summary>
    public IReadOnlyList<ReviewedMatch> Reviewed
    {
        get => _reviewed;
        init
        {
            _reviewed = value;
            Decisions = new ReviewedMatches(value);
        }
    }

    /// <summary>What differs for single inventories, by <see cref="InventoryView.Source"/>.</summary>
    public IReadOnlyDictionary<string, SourceRules> Source { get; init; } = new Dictionary<string, SourceRules>(StringComparer.Ordinal);

    internal NameMap Map { get; private init; } = NameMap.Empty;

    internal ReviewedMatches Decisions { get; private init; } = ReviewedMatches.None;

    /// <summary>The rules for one inventory.</summary>
    internal ViewRules For(string source)
    {
        SourceRules? own = Source.GetValueOrDefault(source) ?? Source.GetValueOrDefault(SourceName.Of(source));
        return new ViewRules(
            own?.StaleAfter ?? StaleAfter,
            TwinGap,
            own?.MatchAddress ?? MatchAddress,
            own?.AddressAge ?? AddressAge,
            own is null or { DhcpRange.Count: 0 } ? [.. DhcpRange] : [.. DhcpRange, .. own.DhcpRange]);
    }
}
