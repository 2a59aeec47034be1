using SecAutomation.Remediation.Identity.Keys;
using SecAutomation.Remediation.Identity.Rules;

namespace SecAutomation.Remediation.Identity;

/// <summary>Looks for one host in one inventory: the rules in order, what contradicts, and what decides between several.</summary>
internal sealed partial class ViewSearch(InventoryIndex index, SoughtHost host, MatchTrace? trace)
{
    // The order is the algorithm: the first rule that finds a machine which nothing contradicts decides.
    private static readonly IdentifierRule[] s_identifiers = [new CloudIdRule(), new AgentIdRule(), new BiosUuidRule(), new SerialNumberRule()];
    private static readonly ShortNameRule s_shortName = new();
    private static readonly NameRule[] s_names = [new FqdnRule(), new MappedNameRule(), s_shortName, new TruncatedNameRule()];

    private List<string>? _remarks;
    private string[] _otherDomain = [];
    private ViewMatch? _named;
    private bool _namesAreLooked;
    private bool _wasTried;
    private (IdentifierRule Rule, AssetGroup[] Group)? _shared;

    public ViewMatch Run()
    {
        ViewMatch match = Identified() ?? Named() ?? WithCard() ?? AtAddress() ?? Sharing() ?? Nothing();
        return _remarks is null && _otherDomain.Length == 0 ? match : match with { Remark = _remarks ?? [], OtherDomain = _otherDomain };
    }

    private ViewMatch? Identified()
    {
        List<(IdentifierRule Rule, AssetGroup Group)>? leads = null;
        foreach (IdentifierRule rule in s_identifiers)
        {
            if (rule.Skip(index, host) is string why)
            {
                trace?.Skipped(index, rule, why);
                continue;
            }

            _wasTried = true;
            if (Lead(rule, leads) is not AssetGroup group)
                continue;
            (leads ??= []).Add((rule, group));
            if (!rule.CanBeCopied)
                break;
        }

        return leads is null ? null : Led(leads);
    }

    private ViewMatch? Led(List<(IdentifierRule Rule, AssetGroup Group)> leads)
    {
        (IdentifierRule first, AssetGroup lead) = leads[0];
        if (leads.Exists(other => !other.Group.IsSameAs(lead)))
        {
            Remark("the identifiers lead to different machines");
            return Several(first, first.Key(host), [.. leads.Select(other => other.Group).DistinctBy(group => group.Best)]);
        }

        if (first.CanBeCopied && !IsCalledAsHost(lead) && Contradiction.NamesDiffer(index, host, lead)
            && Named() is ViewMatch named && named.Confidence is not MatchConfidence.Low && !Array.Exists(named.Group, lead.IsSameAs))
        {
            Remark($"the {first.Subject} is that of {index.Describe(lead.Best)}, the name that of {index.Describe(named.Group[0].Best)}");
            return Several(first, first.Key(host), [lead, .. named.Group]);
        }

        MatchConfidence confidence = first.Confidence;
        if (first is BiosUuidRule && Contradiction.SerialDiffers(index, host, lead))
        {
            Remark("the serial number differs");
            confidence--;
        }

        if (trace is not null && first.Remark(index, host, lead) is string remark)
            Remark(remark);
        return Single(first, trace is null ? "" : first.Key(host), lead, confidence);
    }

    private AssetGroup? Lead(IdentifierRule rule, List<(IdentifierRule Rule, AssetGroup Group)>? leads)
    {
        List<int> carriers = rule.Carriers(index, host);
        if (carriers.Count > InventoryIndex.MostCarriers)
        {
            trace?.Write(index, rule.Id, rule.Key(host), MatchAttemptResult.NoMatch, $"more than {InventoryIndex.MostCarriers} assets carry the {rule.Subject}, so it identifies none.");
            return null;
        }

        AssetGroup[] groups = SameMachine.Group(index, carriers);
        if (groups.Length == 0)
        {
            trace?.Write(index, rule.Id, rule.Key(host), MatchAttemptResult.NoMatch, $"no asset has the {rule.Subject}{(rule is CloudIdRule && host.Account is not null ? " in this account" : "")}.");
            if (rule is CloudIdRule && host.Account is not null && trace is not null && index.WithCloud(host.Cloud!.Value).Count > 0)
                Remark("the cloud id stands in another account");
            return null;
        }

        if (groups.Length > 1)
        {
            trace?.Write(index, rule.Id, rule.Key(host), MatchAttemptResult.Ambiguous, $"{MatchWords.Machines(groups.Length)} carry the {rule.Subject}, as copies do; it decides nothing.");
            _shared ??= (rule, groups);
            return null;
        }

        AssetGroup group = groups[0];
        // Where both identifiers lead somewhere, neither rules the other out.
        if (Contradiction.Of(index, host, group, rule.Strength) is string stronger && leads?.Exists(lead => lead.Rule is BiosUuidRule) != true)
        {
            Veto(rule, rule.Key(host), group, $"with another {stronger}");
            return null;
        }

        if (rule.CanBeCopied && IsCopy(rule, group))
        {
            Veto(rule, rule.Key(host), group, $"with the {rule.Subject}, but another name and other hardware, as a clone has");
            return null;
        }

        trace?.Write(index, rule.Id, rule.Key(host), MatchAttemptResult.Matched, $"{index.Describe(group.Best)} has the {rule.Subject}.");
        return group;
    }

    private bool IsCopy(IdentifierRule rule, AssetGroup group) =>
        !IsCalledAsHost(group) && Contradiction.NamesDiffer(index, host, group)
        && (Contradiction.MacsDiffer(index, host, group)
            || (rule.Strength is not Contradiction.Key.Serial && Contradiction.SerialDiffers(index, host, group) && index.WithSerial(host.Serial!).Count == 0));

    private bool IsCalledAsHost(AssetGroup group) =>
        host.HasName && index.IsCalled(group.Best, host.Name[0].Short);

    /// <summary>What the names say.</summary>
    private ViewMatch? Named()
    {
        if (_namesAreLooked)
            return _named;
        _namesAreLooked = true;
        foreach (NameRule rule in s_names)
        {
            if (rule.Skip(index, host) is string why)
            {
                trace?.Skipped(index, rule, why);
                continue;
            }

            _wasTried = true;
            RuleOutcome outcome = rule.Apply(index, host);
            if (_otherDomain.Length == 0)
                _otherDomain = outcome.OtherDomain;
            if (Decide(rule, outcome) is not ViewMatch match)
                continue;
            return _named = match;
        }

        return null;
    }

    private ViewMatch? Decide(NameRule rule, RuleOutcome outcome)
    {
        if (outcome.Group.Length == 0)
        {
            trace?.Write(index, rule.Id, rule.Key(host), MatchAttemptResult.NoMatch, outcome.OtherDomain.Length > 0
                ? $"only other domains have it: {string.Join(", ", outcome.OtherDomain)}."
                : $"no asset has the {rule.Subject}.");
            return null;
        }

        if (outcome.Group.Length > InventoryIndex.MostCarriers)
        {
            trace?.Write(index, rule.Id, outcome.Key, MatchAttemptResult.Ambiguous, $"{MatchWords.Machines(outcome.Group.Length)} have the {rule.Subject}.");
            outcome.Candidate ??= [.. outcome.Group.Select(group => index[group.Best])];
            return Several(rule, outcome.Key, outcome.Group) with { Candidate = outcome.Candidate };
        }

        AssetGroup[] left = WithoutContradicted(rule, outcome.Key, outcome.Group);
        if (left.Length == 0)
            return null;
        left = Settled(rule, outcome.Key, left);
        if (left.Length > 1)
            return Several(rule, outcome.Key, left);

        AssetGroup group = left[0];
        MatchConfidence confidence = outcome.Confidence;
        if (rule == s_shortName && !index.IsComplete)
        {
            Remark("whether it is the only one is not known");
            confidence = MatchConfidence.Low;
        }

        if (outcome.Remark is not null)
            Remark(outcome.Remark);
        if (MayHaveRivals(rule, group) && Rival(rule, outcome, group) is AssetGroup[] rivals)
            return Several(rule, outcome.Key, [group, .. rivals]);
        if (host.Own is SoughtName own && outcome.Name != own && confidence > MatchConfidence.Low && Contradiction.IsNotCalled(index, group, own.Short))
        {
            Remark($"the machine calls itself {own.Short.ToUpperInvariant()}");
            confidence = MatchConfidence.Low;
        }

        trace?.Write(index, rule.Id, outcome.Key, MatchAttemptResult.Matched, $"{index.Describe(group.Best)} has the {rule.Subject}.");
        return Single(rule, outcome.Key, group, confidence);
    }

    private bool MayHaveRivals(NameRule rule, AssetGroup group) =>
        host.Name.Length > 1 || (rule != s_shortName && !AssetFacts.IsInUse(index[group.Best]));

    /// <summary>Machines that could be the host as well as the one that was found; null where there are none.</summary>
    private AssetGroup[]? Rival(NameRule rule, RuleOutcome outcome, AssetGroup group)
    {
        foreach (SoughtName other in host.Name)
        {
            // What the machine calls itself weighs as much as its full name; other names only as much as a short one.
            bool weighs = other != outcome.Name && (other == host.Own || rule == s_shortName) && rule is not TruncatedNameRule;
            if (!weighs || !Contradiction.IsNotCalled(index, group, other.Short))
                continue;
            RuleOutcome found = s_shortName.Apply(index, host, other);
            AssetGroup[] left = found.Confidence == MatchConfidence.Medium && found.Group.Length <= InventoryIndex.MostCarriers
                ? Array.FindAll(found.Group, one => !SameMachine.Share(index, one, group) && Contradiction.Of(index, host, one, Contradiction.Key.Name) is null)
                : [];
            if (left.Length == 0)
                continue;
            Remark($"the names of the host lead to different machines: \"{outcome.Name}\" to {index.Describe(group.Best)}; \"{other}\" to {index.Describe(left[0].Best)}");
            return left;
        }

        if (rule == s_shortName || AssetFacts.IsInUse(index[group.Best]) || outcome.Name is not SoughtName name)
            return null;
        RuleOutcome shorts = s_shortName.Apply(index, host, name);
        AssetGroup[] inUse = shorts.Group.Length > InventoryIndex.MostCarriers ? [] : Array.FindAll(
            shorts.Group,
            one => !one.IsSameAs(group) && AssetFacts.IsInUse(index[one.Best]) && Contradiction.Of(index, host, one, Contradiction.Key.Name) is null);
        if (inUse.Length == 0)
            return null;
        Remark($"{index.Describe(group.Best)} is {MatchWords.Of(index[group.Best].Lifecycle)}, and another machine that is in use has the short name");
        return inUse;
    }

    /// <summary>Nothing else decided: the machines that carry the host's identifier, and one of them where an address agrees and no name contradicts.</summary>
    private ViewMatch? Sharing()
    {
        if (_shared is not (IdentifierRule rule, AssetGroup[] groups))
            return null;
        AssetGroup[] left = Array.FindAll(groups, group => Contradiction.Of(index, host, group, rule.Strength) is null);
        if (left.Length == 0)
            return null;
        Remark($"the {rule.Subject} is that of several machines");
        if (!host.HasName && TieBreak.BySecondKey(index, host, left, out string? because) is AssetGroup agreed)
        {
            Remark(because!);
            return Single(rule, rule.Key(host), agreed, MatchConfidence.Medium);
        }

        return Several(rule, rule.Key(host), left);
    }

    private ViewMatch Nothing()
    {
        MatchStatus status = !_wasTried && host.Rejected.Status != HostNameStatus.IPAddress ? MatchStatus.Rejected : index.IsComplete ? MatchStatus.NotFound : MatchStatus.Unknown;
        return new ViewMatch(index) { Status = status };
    }

    private AssetGroup[] WithoutContradicted(MatchRule rule, string? key, AssetGroup[] groups)
    {
        if (groups.Length == 0 || !host.HasIdentifiers)
            return groups;
        List<AssetGroup>? left = null;
        for (int i = 0; i < groups.Length; i++)
        {
            if (Contradiction.Of(index, host, groups[i], Contradiction.Key.Name) is string stronger)
            {
                left ??= [.. groups[..i]];
                Veto(rule, key ?? rule.Key(host), groups[i], $"with another {stronger}");
            }
            else
            {
                left?.Add(groups[i]);
            }
        }

        return left is null ? groups : [.. left];
    }

    private AssetGroup[] Settled(MatchRule rule, string? key, AssetGroup[] groups)
    {
        if (groups.Length < 2)
            return groups;
        AssetGroup[] left = TieBreak.Settle(index, host, groups, out string? because);
        if (because is not null)
            Remark(because);
        if (left.Length > 1)
            trace?.Write(index, rule.Id, key ?? rule.Key(host), MatchAttemptResult.Ambiguous, $"{MatchWords.Machines(left.Length)} have the {rule.Subject}, and nothing decides between them.");
        return left;
    }

    private ViewMatch? Single(MatchRule rule, string key, AssetGroup group, MatchConfidence confidence)
    {
        Asset best = index[group.Best];
        if (host.Family != SystemFamily.Unknown && SystemFamilies.Of(best.OperatingSystem) is SystemFamily family
            && family != SystemFamily.Unknown && family != host.Family)
        {
            if (confidence == MatchConfidence.Low)
            {
                Veto(rule, key, group, "with another operating system, and the match was a hint only");
                return null;
            }

            Remark("the operating system is of another family");
            confidence--;
        }

        if (index.Is(group.Best, AssetFlags.OfSeveral))
        {
            Remark("the record carries the names of several machines and may be two that were joined");
            confidence = (MatchConfidence)Math.Max((int)MatchConfidence.Low, (int)confidence - 1);
        }

        return new ViewMatch(index)
        {
            Status = MatchStatus.Matched,
            Confidence = confidence,
            Rule = rule,
            RuleId = rule.Id,
            Key = key,
            Group = [group],
        };
    }

    private ViewMatch Several(MatchRule rule, string key, AssetGroup[] groups) =>
        new(index) { Status = MatchStatus.Ambiguous, Rule = rule, RuleId = rule.Id, Key = key, Group = groups };

    private void Veto(MatchRule rule, string key, AssetGroup group, string because)
    {
        if (trace is null)
            return;
        trace.Write(index, rule.Id, key, MatchAttemptResult.Vetoed, $"{because}: {index.Describe(group.Best)}.");
        Remark($"{because}: {index.Describe(group.Best)}");
    }

    private void Remark(string text)
    {
        if (trace is not null && _remarks?.Contains(text) != true)
            (_remarks ??= []).Add(text);
    }
}
