using System.Collections.Concurrent;

namespace SecAutomation.Remediation.Identity;

/// <summary>Many assets of one inventory that share a name, or its beginning.</summary>
/// <remarks>
/// A report of 100,000 hosts of one name against an inventory of as many must not compare each with each: what follows from
/// a large bucket is worked out once.
/// </remarks>
internal sealed class LargeBucket(AssetName[] names)
{
    /// <summary>More assets of one name than this are not told apart by anything but an identifier.</summary>
    public const int Smallest = 200;

    private readonly ConcurrentDictionary<string, RuleOutcome> _outcomes = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, NameBucket>> _byDomain = new(() => ByDomain(names, null));
    private Dictionary<string, NameBucket>? _byMapped;

    /// <inheritdoc cref="NameBucket.Outcome"/>
    public RuleOutcome Outcome(string key, Func<RuleOutcome> work) => _outcomes.GetOrAdd(key, static (_, work) => work(), work);

    /// <inheritdoc cref="NameBucket.In"/>
    public NameBucket In(string domain, NameMap? map)
    {
        // The map is the inventory's and never another one; whoever comes second does the same work again.
        Dictionary<string, NameBucket> buckets = map is null ? _byDomain.Value : _byMapped ??= ByDomain(names, map);
        return buckets.GetValueOrDefault(domain, NameBucket.Empty);
    }

    private static Dictionary<string, NameBucket> ByDomain(AssetName[] names, NameMap? map) => names
        .Where(name => name.Domain is not null)
        .GroupBy(name => map is null ? name.Domain! : map.Domain(name.Domain!), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => NameBucket.Of([.. group]), StringComparer.Ordinal);
}
