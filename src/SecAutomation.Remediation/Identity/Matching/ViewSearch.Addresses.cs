using SecAutomation.Remediation.Identity.Rules;

namespace SecAutomation.Remediation.Identity;

/// <summary>The last rules: a network card, an address.</summary>
internal sealed partial class ViewSearch
{
    private static readonly MacAddressRule s_mac = new();
    private static readonly IPAddressRule s_address = new();

    private ViewMatch? WithCard()
    {
        if (s_mac.Skip(index, host) is string why)
        {
            trace?.Skipped(index, s_mac, why);
            return null;
        }

        _wasTried = true;
        AssetGroup[] groups = WithoutContradicted(s_mac, null, SameMachine.Group(index, MacAddressRule.Owners(index, host)));
        bool namesDiffer = false;
        if (groups.Length == 1)
        {
            namesDiffer = Contradiction.NamesDiffer(index, host, groups[0]);
        }
        else if (groups.Length > 1)
        {
            groups = Array.FindAll(groups, group => !Contradiction.NamesDiffer(index, host, group));
            groups = Settled(s_mac, null, groups);
        }

        if (groups.Length == 0)
        {
            trace?.Write(index, s_mac.Id, s_mac.Key(host), MatchAttemptResult.NoMatch, "no asset has the card, or several of other names do.");
            return null;
        }

        if (groups.Length > 1)
            return Several(s_mac, s_mac.Key(host), groups);
        if (namesDiffer)
            Remark($"the name differs: the asset is {index.Describe(groups[0].Best)}");
        if (!index.IsComplete)
            Remark("whether the card is in one record only is not known, because a part was not read");
        trace?.Write(index, s_mac.Id, s_mac.Key(host), MatchAttemptResult.Matched, $"{index.Describe(groups[0].Best)} has the card.");
        return Single(s_mac, s_mac.Key(host), groups[0], namesDiffer || !index.IsComplete ? MatchConfidence.Low : s_mac.Confidence);
    }

    private ViewMatch? AtAddress()
    {
        if (s_address.Skip(index, host) is string why)
        {
            // What is left out because of the part that was not read could have been found in it.
            _wasTried |= index.Rules.MatchAddress && host.Address.Length > 0 && !index.IsComplete;
            trace?.Skipped(index, s_address, why);
            if (trace is not null && host.Address.Length > 0)
                Remark(char.ToLowerInvariant(why[0]) + why[1..].TrimEnd('.'));
            return null;
        }

        _wasTried = true;
        AssetGroup[] groups = WithoutContradicted(s_address, null, SameMachine.Group(index, IPAddressRule.Holders(index, host)));
        AssetGroup[] left = Array.FindAll(groups, group => !Contradiction.NamesDiffer(index, host, group) && !Contradiction.DomainsDiffer(index, host, group));
        foreach (AssetGroup group in groups.Except(left))
            Veto(s_address, s_address.Key(host), group, "with the address, but another name");
        if (left.Length == 0)
        {
            trace?.Write(index, s_address.Id, s_address.Key(host), MatchAttemptResult.NoMatch, "no asset was seen at the address at the time of the scan.");
            return null;
        }

        if (left.Length > 1)
            return Several(s_address, s_address.Key(host), left);
        trace?.Write(index, s_address.Id, s_address.Key(host), MatchAttemptResult.Matched, $"{index.Describe(left[0].Best)} was seen there.");
        return Single(s_address, s_address.Key(host), left[0], s_address.Confidence);
    }
}
