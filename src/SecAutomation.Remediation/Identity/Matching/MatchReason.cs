using System.Globalization;
using System.Text;
using SecAutomation.Remediation.Identity.Rules;

namespace SecAutomation.Remediation.Identity;

/// <summary>Says in one sentence why a match is what it is.</summary>
internal static class MatchReason
{
    public static string Of(JoinedMatch match, SoughtHost host, DateTimeOffset asOf, IReadOnlyList<Asset> candidates)
    {
        var text = new StringBuilder(200);
        switch (match.Status)
        {
            case MatchStatus.Matched:
                Matched(text, match, host, asOf);
                break;
            case MatchStatus.Ambiguous:
                Ambiguous(text, match, host, candidates);
                break;
            case MatchStatus.Rejected:
                Rejected(text, host);
                break;
            default:
                NotFound(text, match, host);
                break;
        }

        foreach (string remark in match.Views.SelectMany(view => view.Remark).Concat(match.Remark).Distinct(StringComparer.Ordinal))
            text.Append("; ").Append(remark);
        return text.Append('.').ToString();
    }

    private static void Matched(StringBuilder text, JoinedMatch match, SoughtHost host, DateTimeOffset asOf)
    {
        ViewMatch lead = match.Lead!;
        if (lead.IsReviewed)
        {
            text.Append("A reviewed decision: ").Append(lead.Key);
        }
        else
        {
            text.Append(lead.RuleId).Append(' ').Append(lead.Rule!.Subject).Append(" \"").Append(MatchWords.Plain(lead.Key)).Append("\" is ");
            text.Append(lead.ClaimsUnique && lead.Index.IsComplete && lead.Confidence > MatchConfidence.Low ? "unique in " : "that of one machine of ").Append(MatchWords.Size(lead.Index));
            if (lead.Rule is ShortNameRule)
                text.Append(host.Domain is null ? "; no domain was given" : "; the inventory gives no domain");
            if (lead.Rule is TruncatedNameRule or MacAddressRule or IPAddressRule || lead.Confidence == MatchConfidence.Low)
                text.Append("; it is ").Append(MatchWords.Name(lead.Best)).Append(lead.Confidence == MatchConfidence.Low ? " at best" : "");
            if (lead.Rule is not IPAddressRule && Agreed(match, host) is string address)
                text.Append("; IP ").Append(address).Append(" also agrees");
        }

        int records = match.Part.Sum(part => part.Group.All.Length);
        if (records > match.Part.Length)
            text.Append(CultureInfo.InvariantCulture, $"; {records} records are of this machine");
        if (match.Part.Any(part => part.Index[part.Group.Best].AssetId is { Length: > 0 } id && part.Group.All.Any(asset => part.Index[asset].DuplicateOf == id)))
            text.Append("; the inventory marks the others as its duplicate");
        if (match.Part.Length > 1)
            text.Append("; known in ").AppendJoin(" and ", match.Part.Where(part => part.Index != lead.Index).Select(part => MatchWords.Quoted(part.Index.Source))).Append(" too");
        foreach ((InventoryIndex index, AssetGroup group) in match.Part)
        {
            if (!AssetFacts.IsInUse(index[group.Best]))
                text.Append("; ").Append(MatchWords.Quoted(index.Source)).Append(" says that it is ").Append(MatchWords.Of(index[group.Best].Lifecycle));
        }

        if (Staleness.IsStale(match, host, asOf, out DateTimeOffset? lastSeen))
            text.Append(CultureInfo.InvariantCulture, $"; stale, last seen {lastSeen!.Value.UtcDateTime:yyyy-MM-dd}");
    }

    private static string? Agreed(JoinedMatch match, SoughtHost host)
    {
        foreach ((InventoryIndex index, AssetGroup group) in match.Part)
        {
            foreach (UInt128 address in AssetFacts.Addresses(index[group.Best]))
            {
                if (Array.IndexOf(host.Address, address) >= 0 && !index.Rules.IsLeased(address))
                    return MatchWords.Address(address);
            }
        }

        return null;
    }

    private static void Ambiguous(StringBuilder text, JoinedMatch match, SoughtHost host, IReadOnlyList<Asset> candidates)
    {
        ViewMatch lead = match.Lead!;
        string what = lead.Rule is null ? "The host" : $"{lead.RuleId} {lead.Rule.Subject} \"{MatchWords.Plain(lead.Key.Length > 0 ? lead.Key : lead.Rule.Key(host))}\"";
        string where = match.Part.Length == 0 || match.Part.All(part => part.Index == lead.Index)
            ? MatchWords.Size(lead.Index)
            : string.Join(" and ", match.Part.Select(part => MatchWords.Quoted(part.Index.Source)).Distinct(StringComparer.Ordinal));
        text.Append(what).Append(" fits ").Append(MatchWords.Machines(candidates.Count)).Append(" of ").Append(where).Append(": ")
            .Append(MatchWords.Names([.. candidates])).Append("; what would decide is ").Append(DecidingFact.Between(host, candidates));
    }

    private static void NotFound(StringBuilder text, JoinedMatch match, SoughtHost host)
    {
        text.Append("No asset of ").AppendJoin(" or ", match.Views.Select(view => MatchWords.Size(view.Index)));
        if (host.HasName)
            text.Append(" is called ").AppendJoin(" or ", host.Name.Take(MatchWords.MostNamed).Select(name => $"\"{name}\""));
        else
            text.Append(" has what the scan tells of the host");
        string[] otherDomain = [.. match.Views.SelectMany(view => view.OtherDomain).Distinct(StringComparer.Ordinal).Take(MatchWords.MostNamed)];
        if (otherDomain.Length > 0)
            text.Append("; same short name in other domain: ").AppendJoin(", ", otherDomain);
        else if (host.HasName && Close(match, host) is { Length: > 0 } close)
            text.Append("; close to: ").AppendJoin(", ", close);
        if (Array.Find(match.Views, view => !view.Index.IsComplete) is ViewMatch part)
            text.Append("; a part of ").Append(MatchWords.Quoted(part.Index.Source)).Append(" was not read, so it may be there all the same");
    }

    private static string[] Close(JoinedMatch match, SoughtHost host) => !host.HasName ? [] :
    [
        .. match.Views.SelectMany(view => NameHints.CloseTo(host.Name[0].Short, view.Index)).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Take(MatchWords.MostNamed),
    ];

    private static void Rejected(StringBuilder text, SoughtHost host)
    {
        HostName name = host.Rejected;
        text.Append(name.Raw.Length == 0 ? "The host has no name that can be looked for" : $"\"{MatchWords.Plain(name.Raw)}\" cannot be looked for")
            .Append(": ").Append(name.Reason.Length == 0 ? "it is empty" : name.Reason);
    }
}
