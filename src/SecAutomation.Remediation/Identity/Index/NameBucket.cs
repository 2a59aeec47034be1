using System.Collections.Concurrent;

namespace SecAutomation.Remediation.Identity;

/// <summary>All assets of one inventory that share a name, or its beginning.</summary>
/// <remarks>
/// A report of 100,000 hosts of one name against an inventory of as many must not compare each with each: what follows from
/// a large bucket is worked out once.
/// </remarks>
internal sealed class NameBucket(AssetName[] names)
{
    /// <summary>More assets of one name than this are not told apart by anything but an identifier.</summary>
    public const int Large = 200;

    private readonly ConcurrentDictionary<string, RuleOutcome>? _outcomes =
        names.Length > Large ? new ConcurrentDictionary<string, RuleOutcome>(StringComparer.Ordinal) : null;

    public static NameBucket Empty { get; } = new([]);

    public AssetName[] Names { get; } = names;

    public bool IsLarge => _outcomes is not null;

    /// <summary>Works out what follows, once for each key of a large bucket.</summary>
    /// <param name="key">All that <paramref name="work"/> depends on.</param>
    /// <param name="work">The work.</param>
    public RuleOutcome Outcome(string key, Func<RuleOutcome> work) =>
        _outcomes is null ? work() : _outcomes.GetOrAdd(key, _ => work());
}
