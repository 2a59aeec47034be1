using System.Globalization;
using System.Text;

namespace SecAutomation.Remediation.Identity;

/// <summary>Says in one sentence why a match is what it is. Names come from outside: what is no printable character is left out.</summary>
internal static class MatchReason
{
    private const int MostNamed = 3;
    private const int LongestName = 80;

    public static string Size(InventoryIndex index) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"\"{Plain(SourceName.Of(index.Source))}\" ({index.Count:N0} {(index.Count == 1 ? "asset" : "assets")}{(index.IsComplete ? "" : ", read in part")})");

    public static string Machines(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} machines");

    public static string Matched(
        ViewMatch view, List<ViewMatch> views, CriticalCveHost? host, bool isStale, DateTimeOffset? lastSeen)
    {
        MatchRule rule = view.Rule!;
        AssetGroup group = view.Group[0];
        var text = new StringBuilder(160);
        text.Append(rule.Id).Append(' ').Append(rule.Subject).Append(" \"").Append(rule.Key(view.Name)).Append("\" ");
        text.Append(rule.NeedsCompleteView && view.Index.IsComplete && !view.Outcome.IsDoubtful ? "is unique in " : "is that of one machine of ").Append(view.Index.Size);
        if (rule.NeedsCompleteView)
        {
            text.Append(view.Name.Domain is null ? "; no domain was given" : "; the inventory gives no domain");
            if (!view.Index.IsComplete)
                text.Append("; a part was not read, so whether it is the only one is not known");
        }

        if (view.Outcome.IsDoubtful)
            text.Append("; same short name in other domain: ").AppendJoin(", ", view.Outcome.OtherDomain.Select(Plain));
        if (view.Confidence == MatchConfidence.Low)
            text.Append("; it is ").Append(Plain(group.Best.Fqdn ?? group.Best.ComputerName)).Append(" at best");
        if (host?.IPAddress.FirstOrDefault(address => group.Best.IPAddress?.Contains(address, StringComparer.Ordinal) == true) is string agreed)
            text.Append("; IP ").Append(agreed).Append(" also agrees");
        if (group.All.Length > 1)
            text.Append(CultureInfo.InvariantCulture, $"; {group.All.Length} records are of this machine");
        if (views.Count > 1)
            text.Append("; known in ").AppendJoin(", ", views.Where(other => other != view).Select(other => $"\"{Plain(SourceName.Of(other.Index.Source))}\"")).Append(" too");
        if (isStale)
            text.Append(CultureInfo.InvariantCulture, $"; stale, last seen {lastSeen:yyyy-MM-dd}");
        return text.Append('.').ToString();
    }

    public static string Ambiguous(ViewMatch view)
    {
        if (view.Contradiction.Length > 0)
        {
            IEnumerable<string> leads = view.Contradiction.Take(MostNamed)
                .Select(lead => $"\"{lead.Name}\" to {Names(lead.Group.Select(group => group.Best), lead.Group.Length)}");
            return $"The names of the host lead to different machines of {view.Index.Size}: {string.Join("; ", leads)}.";
        }

        return $"{view.Rule!.Id} {view.Rule.Subject} \"{view.Rule.Key(view.Name)}\" fits {Machines(view.Group.Length)} of {view.Index.Size}: "
            + $"{Names(view.Group.Select(group => group.Best), view.Group.Length)}.";
    }

    public static string Contradicting(Asset one, Asset other) =>
        $"The inventories contradict each other: {Plain(one.ToString())} and {Plain(other.ToString())} cannot be one machine.";

    public static string NotFound(IReadOnlyList<ViewMatch> views, List<SoughtName> names)
    {
        var text = new StringBuilder(160);
        text.Append("No asset of ").AppendJoin(" or ", views.Select(view => view.Index.Size));
        text.Append(" is called ").AppendJoin(" or ", names.Take(MostNamed).Select(name => $"\"{name}\""));
        string[] otherDomain = [.. views.SelectMany(view => view.OtherDomain).Distinct(StringComparer.Ordinal).Take(MostNamed)];
        AssetGroup[] vetoed = [.. views.SelectMany(view => view.Vetoed)];
        if (vetoed.Length > 0)
            text.Append("; with another BIOS UUID: ").Append(Names(vetoed.Select(group => group.Best), vetoed.Length));
        if (otherDomain.Length > 0)
            text.Append("; same short name in other domain: ").AppendJoin(", ", otherDomain.Select(Plain));
        else if (Close(views, names) is { Length: > 0 } close)
            text.Append("; close to: ").AppendJoin(", ", close);
        if (views.FirstOrDefault(view => !view.Index.IsComplete) is ViewMatch part)
            text.Append("; a part of \"").Append(Plain(SourceName.Of(part.Index.Source))).Append("\" was not read, so it may be there all the same");
        return text.Append('.').ToString();
    }

    public static string OnlyAddress(in HostName name) =>
        $"\"{name.IPAddress}\" is an IP address and no name is known; addresses move from machine to machine, so none is looked for by it.";

    public static string Rejected(in HostName name)
    {
        string what = name.Raw.Length == 0 ? "The host has no name that can be looked for" : $"\"{Plain(name.Raw)}\" cannot be looked for";
        return $"{what}: {name.Reason}.";
    }

    private static string[] Close(IReadOnlyList<ViewMatch> views, List<SoughtName> names) =>
    [
        .. views.SelectMany(view => NameHints.CloseTo(names[0].Short, view.Index)).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Take(MostNamed),
    ];

    private static string Names(IEnumerable<Asset> assets, int count)
    {
        string named = string.Join(", ", assets.Take(MostNamed).Select(asset =>
            Plain(asset.Fqdn ?? asset.ComputerName) + (asset.Place.Length == 0 ? "" : $" ({Plain(asset.Place)})")));
        return count <= MostNamed ? named : string.Create(CultureInfo.InvariantCulture, $"{named} and {count - MostNamed:N0} more");
    }

    private static string Plain(string text)
    {
        ReadOnlySpan<char> kept = text.Length > LongestName ? text.AsSpan(0, LongestName) : text;
        string plain = kept.Length == text.Length ? text : $"{kept}…";
        return plain.Any(char.IsControl) ? string.Concat(plain.Where(c => !char.IsControl(c))) : plain;
    }
}
