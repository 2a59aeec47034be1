using SecAutomation.Remediation.Identity.Rules;

namespace SecAutomation.Remediation.Identity;

/// <summary>Looks for one host in one inventory: the rules in order for each of its names, then what the names say together.</summary>
internal static class ViewMatcher
{
    // The order is the algorithm: the first rule that finds anything decides for a name.
    private static readonly MatchRule[] s_rules = [new FqdnRule(), new ShortNameRule(), new TruncatedNameRule()];

    /// <param name="index">The inventory.</param>
    /// <param name="names">The names of the host, the primary one first.</param>
    /// <param name="uuid">The key of its BIOS UUID; null where it is not known.</param>
    /// <param name="attempts">Where each rule that was tried is written down.</param>
    public static ViewMatch Match(InventoryIndex index, List<SoughtName> names, string? uuid, List<MatchAttempt> attempts)
    {
        var leads = new List<NameLead>(1);
        var vetoed = new List<AssetGroup>(0);
        string[] otherDomain = [];
        foreach (SoughtName name in names)
        {
            foreach (MatchRule rule in s_rules)
            {
                if (rule.Skip(name) is string reason)
                {
                    attempts.Add(new MatchAttempt { Rule = rule.Id, Key = name.ToString(), Detail = reason });
                    continue;
                }

                if (rule is { NeedsCompleteView: true, Confidence: MatchConfidence.Low } && !index.IsComplete)
                {
                    attempts.Add(new MatchAttempt { Rule = rule.Id, Key = rule.Key(name), Detail = $"A part of {index.Size} was not read." });
                    continue;
                }

                RuleOutcome outcome = rule.Apply(name, index);
                if (otherDomain.Length == 0)
                    otherDomain = outcome.OtherDomain;
                RuleOutcome left = Veto(outcome, uuid, vetoed);
                attempts.Add(Attempt(index, rule, name, outcome, left.Group));
                if (left.Group.Length > 0)
                {
                    MatchConfidence confidence =
                        outcome.IsDoubtful || (rule.NeedsCompleteView && !index.IsComplete) ? MatchConfidence.Low : rule.Confidence;
                    leads.Add(new NameLead(name, rule, confidence, left));
                    break;
                }
            }
        }

        return Combine(new ViewMatch(index) { OtherDomain = otherDomain, Vetoed = [.. vetoed] }, leads);
    }

    private static ViewMatch Combine(ViewMatch view, List<NameLead> leads)
    {
        if (leads.Count == 0)
            return view;

        // A hint never stands against a name that is known in full.
        MatchConfidence strongest = leads.Max(lead => lead.Confidence);
        if (strongest > MatchConfidence.Low)
            leads.RemoveAll(lead => lead.Confidence == MatchConfidence.Low);
        NameLead main = leads.Find(lead => lead.Confidence == strongest)!;
        view = view with { Rule = main.Rule, Confidence = strongest, Name = main.Name };
        RuleOutcome left = main.Outcome;
        if (leads.Count > 1)
        {
            AssetGroup[] all = SameMachine.Group(
                [.. leads.SelectMany(lead => lead.Group).SelectMany(group => group.All).Distinct(ReferenceEqualityComparer.Instance).Cast<Asset>()]);
            AssetGroup[] common = Array.FindAll(all, group => leads.TrueForAll(lead => LeadsTo(lead, group)));
            left = new RuleOutcome(common.Length == 0 ? all : common, []);
            if (common.Length == 0)
                return view with { Status = MatchStatus.Ambiguous, Outcome = left, Contradiction = [.. leads] };
        }

        return view with { Status = left.Group.Length == 1 ? MatchStatus.Matched : MatchStatus.Ambiguous, Outcome = left };
    }

    private static bool LeadsTo(NameLead lead, AssetGroup group) =>
        Array.Exists(lead.Group, one => Array.Exists(one.All, asset => Array.Exists(group.All, other => ReferenceEquals(asset, other))));

    private static RuleOutcome Veto(RuleOutcome outcome, string? uuid, List<AssetGroup> vetoed)
    {
        // One among so many would be told by the UUID itself, not by taking the others away.
        if (uuid is null || outcome.Group.Length is 0 or > NameBucket.Large)
            return outcome;

        AssetGroup[] left = Array.FindAll(outcome.Group, group => !SameMachine.IsVetoed(group, uuid));
        if (left.Length == outcome.Group.Length)
            return outcome;
        vetoed.AddRange(outcome.Group.Except(left));
        return outcome with { Group = left };
    }

    private static MatchAttempt Attempt(
        InventoryIndex index, MatchRule rule, in SoughtName name, RuleOutcome outcome, AssetGroup[] left)
    {
        (MatchAttemptResult result, string detail) = (outcome.Group.Length, left.Length) switch
        {
            (0, _) when outcome.OtherDomain.Length > 0 =>
                (MatchAttemptResult.NoMatch, $"In {index.Size} only other domains have it: {string.Join(", ", outcome.OtherDomain)}."),
            (0, _) => (MatchAttemptResult.NoMatch, index.NoMatch),
            (_, 0) => (MatchAttemptResult.Vetoed, $"The BIOS UUID contradicts every asset of {index.Size} that has it."),
            (_, 1) => (MatchAttemptResult.Matched, index.OneMatch),
            _ => (MatchAttemptResult.Ambiguous, $"{MatchReason.Machines(left.Length)} of {index.Size} have it."),
        };
        return new MatchAttempt { Rule = rule.Id, Key = rule.Key(name), Result = result, Detail = detail };
    }
}
