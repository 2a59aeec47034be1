using System.Collections.Concurrent;

namespace SecAutomation.Remediation.Identity;

/// <summary>All assets of one inventory that share a short name, or the first 15 characters of one.</summary>
/// <remarks>
/// A name such as <c>localhost</c> may stand on every asset. What is worked out of a large bucket is therefore kept, so
/// that many hosts of that name cost no more than one.
/// </remarks>
internal sealed class NameBucket(AssetName[] names)
{
    /// <summary>From this size on a bucket is kept.</summary>
    public const int Large = 64;

    private Dictionary<string, AssetName[]>? _byDomain;
    private ConcurrentDictionary<string, RuleOutcome>? _outcomes;

    public static NameBucket Empty { get; } = new([]);

    public AssetName[] Names { get; } = names;

    public bool IsLarge => Names.Length > Large;

    /// <summary>Those in one DNS domain.</summary>
    public AssetName[] In(string domain)
    {
        if (!IsLarge)
            return Array.FindAll(Names, name => name.Domain == domain);

        Dictionary<string, AssetName[]> byDomain = _byDomain ??= Names.Where(name => name.Domain is not null)
            .GroupBy(name => name.Domain!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        return byDomain.GetValueOrDefault(domain, []);
    }

    /// <summary>The outcome for a key, worked out once where the bucket is large.</summary>
    public RuleOutcome Outcome(string key, Func<RuleOutcome> work)
    {
        if (!IsLarge)
            return work();

        _outcomes ??= new ConcurrentDictionary<string, RuleOutcome>(StringComparer.Ordinal);
        return _outcomes.GetOrAdd(key, static (_, todo) => todo(), work);
    }
}
