namespace SecAutomation.Remediation.Identity.Rules;

/// <summary>R5: the short name is the same, one side has no domain, and the name stands once in the whole inventory.</summary>
internal sealed class ShortNameRule : MatchRule
{
    private const int MostHints = 3;

    public override string Id => "R5";

    public override string Subject => "short name";

    public override MatchConfidence Confidence => MatchConfidence.Medium;

    public override bool NeedsCompleteView => true;

    public override string? Skip(in SoughtName name) => null;

    public override string Key(in SoughtName name) => name.Short;

    public override RuleOutcome Apply(in SoughtName name, InventoryIndex index)
    {
        NameBucket bucket = index.Named(name.Short);
        if (bucket.Names.Length == 0)
            return RuleOutcome.None;

        SoughtName sought = name;
        return bucket.Outcome(name.Domain is null ? "." : "", () => Work(sought, index, bucket));
    }

    private static RuleOutcome Work(SoughtName name, InventoryIndex index, NameBucket bucket)
    {
        if (name.Domain is not null)
        {
            // Two real domains are two machines. A record without one may be of any, so beside others it is a hint.
            AssetName[] open = Array.FindAll(bucket.Names, one => one.Domain is null);
            return new RuleOutcome(
                SameMachine.Group(index, open),
                Hints(index, Array.FindAll(bucket.Names, one => one.Domain is not null && (bucket.IsLarge || one.Domain != name.Domain))),
                IsDoubtful: open.Length < bucket.Names.Length);
        }

        // Of fifteen characters, a name may be a longer one cut; then the longer ones are as likely.
        AssetName[] all = name.Short.Length == AssetNames.NetBiosLength
            ? [.. bucket.Names, .. index.BeginningWith(name.Short).Names]
            : bucket.Names;

        // What is kept of a large bucket must not depend on more of the name than its key says.
        AssetName[] candidates = Array.FindAll(all, one =>
            bucket.IsLarge
            || ((name.HostDomain is null || one.Domain is null || one.Domain == name.HostDomain)
                && (name.WindowsDomain is null || one.WindowsDomain is null || one.WindowsDomain == name.WindowsDomain)));
        return candidates.Length == 0
            ? new RuleOutcome([], Hints(index, bucket.Names))
            : new RuleOutcome(SameMachine.Group(index, candidates), []);
    }

    private static string[] Hints(InventoryIndex index, AssetName[] names) =>
        [.. names.Select(name => index.Describe(name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostHints)];
}
