using System.Globalization;
using SecAutomation.Remediation.Identity;
using SecAutomation.Testing;
using YamlDotNet.RepresentationModel;

namespace SecAutomation.Remediation.Tests.Identity.Judging;

/// <summary>Reads the labelled set. A key that nobody knows is an error, so that no fact is silently left out.</summary>
public static class LabelledSet
{
    private const string HeldOut = "held-out";

    private static string Folder => Path.Combine(RepositoryRoot.Path, "tests", "SecAutomation.Remediation.Tests", "Identity", "labelled");

    /// <summary>The traps, by the names of their files. Those that were labelled once the algorithm stood come last, as "held-out/" and the name.</summary>
    public static IReadOnlyList<string> Traps { get; } = [.. In(""), .. In(HeldOut)];

    public static bool IsHeldOut(string trap) => trap.StartsWith(HeldOut, StringComparison.Ordinal);

    public static IReadOnlyList<LabelledCase> Read(string trap)
    {
        using StreamReader reader = File.OpenText(Path.Combine(Folder, trap + ".yaml"));
        var stream = new YamlStream();
        stream.Load(reader);
        var root = new Node((YamlMappingNode)stream.Documents[0].RootNode, trap, "trap", "about", "cases");
        return [.. root.Sequence("cases").Select(one => ReadCase((YamlMappingNode)one, trap))];
    }

    private static IEnumerable<string> In(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Folder, folder), "*.yaml").Select(file => $"{folder}/{Path.GetFileNameWithoutExtension(file)}".TrimStart('/')).Order(StringComparer.Ordinal);

    private static LabelledCase ReadCase(YamlMappingNode yaml, string trap)
    {
        var node = new Node(yaml, trap, "case", "why", "assets", "inventories", "host", "settings", "expect", "says");
        InventoryView[] views = node.Has("inventories")
            ? [.. ((YamlMappingNode)node["inventories"]!).Children.Select(pair => View(Text(pair.Key), new Node((YamlMappingNode)pair.Value, trap, "assets", "complete")))]
            : [new InventoryView("cmdb", Assets("cmdb", node.Sequence("assets"), trap), IsComplete: true)];
        YamlNode host = node["host"]!;
        return new LabelledCase(
            node.Text("case")!, node.Text("why")!, views, host is YamlScalarNode text ? text.Value : null,
            host is YamlMappingNode told ? Host(new Node(told, trap, "name", "fqdn", "netbios", "aliases", "ip", "mac", "agent", "uuid", "serial", "maker", "cloud", "account", "network", "os", "scanned")) : null,
            node.Has("settings") ? Settings((YamlMappingNode)node["settings"]!, trap) : MatchRules.Default,
            ExpectedMatch.Parse(node.Text("expect")!), node.Texts("says") ?? []);
    }

    private static InventoryView View(string source, Node node) =>
        new(source, Assets(source, node.Sequence("assets"), source), node.Text("complete") is not "false");

    private static Asset[] Assets(string source, IEnumerable<YamlNode> nodes, string trap) =>
        [.. nodes.Select((node, i) => AssetOf(source, i + 1, new Node((YamlMappingNode)node, trap, "id", "name", "names", "domain", "ip", "mac", "os", "serial", "maker", "uuid", "cloud", "account", "agent", "lifecycle", "duplicateOf", "network", "seen")))];

    private static Asset AssetOf(string source, int number, Node node)
    {
        string[] names = node.Texts("names") ?? node.Texts("name") ?? [];
        HostName[] parsed = [.. names.Select(HostName.Parse)];
        HostName first = parsed.FirstOrDefault(name => name.IsName);
        return new Asset
        {
            AssetId = node.Text("id"),
            ComputerName = first.IsName ? first.Short : names.FirstOrDefault() ?? "",
            Fqdn = parsed.Select(name => name.Fqdn).FirstOrDefault(fqdn => fqdn is not null),
            Alias = names,
            Domain = node.Text("domain"),
            IPAddress = node.Texts("ip"),
            MacAddress = node.Texts("mac"),
            OperatingSystem = node.Text("os"),
            SerialNumber = node.Text("serial"),
            Manufacturer = node.Text("maker"),
            BiosUuid = node.Text("uuid"),
            CloudId = node.Text("cloud"),
            CloudAccount = node.Text("account"),
            AgentId = node.Texts("agent") ?? [],
            Lifecycle = Enum.Parse<AssetLifecycle>(node.Text("lifecycle") ?? "Unknown", ignoreCase: true),
            DuplicateOf = node.Text("duplicateOf"),
            Network = node.Text("network"),
            LastSeen = Before(node.Text("seen")),
            Source = source,
            Place = $"record {number}",
        };
    }

    private static CriticalCveHost Host(Node node) => new()
    {
        ComputerName = node.Text("name") ?? "",
        Fqdn = node.Text("fqdn"),
        NetBiosName = node.Text("netbios"),
        Alias = node.Texts("aliases") ?? [],
        IPAddress = node.Texts("ip") ?? [],
        MacAddress = node.Texts("mac") ?? [],
        AgentId = node.Text("agent"),
        BiosUuid = node.Text("uuid"),
        SerialNumber = node.Text("serial"),
        Manufacturer = node.Text("maker"),
        CloudId = node.Text("cloud"),
        CloudAccount = node.Text("account"),
        Network = node.Text("network"),
        OperatingSystem = node.Text("os"),
        Read = new ScanRead { ScannedAt = Before(node.Text("scanned")) },
    };

    private static MatchRules Settings(YamlMappingNode yaml, string trap)
    {
        var node = new Node(yaml, trap, "addresses", "hours", "dhcp", "suffixes", "names", "staleAfterDays", "gapDays", "reviewed", "sources");
        MatchRules rules = MatchRules.Default with
        {
            MatchAddress = node.Text("addresses") is "true",
            DhcpRange = Ranges(node),
            SuffixMap = node.Map("suffixes"),
            AliasMap = node.Map("names"),
            Reviewed =
            [
                .. node.Sequence("reviewed").Select(one => new Node((YamlMappingNode)one, trap, "host", "source", "asset"))
                    .Select(one => new ReviewedMatch(one.Text("host")!, one.Text("source"), one.Text("asset"))),
            ],
            Source = node.Has("sources")
                ? ((YamlMappingNode)node["sources"]!).Children.ToDictionary(pair => Text(pair.Key), pair => OfSource(new Node((YamlMappingNode)pair.Value, trap, "addresses", "hours", "dhcp", "staleAfterDays")), StringComparer.Ordinal)
                : new Dictionary<string, SourceRules>(StringComparer.Ordinal),
        };
        if (node.Number("hours") is double hours)
            rules = rules with { AddressAge = TimeSpan.FromHours(hours) };
        if (node.Number("staleAfterDays") is double days)
            rules = rules with { StaleAfter = TimeSpan.FromDays(days) };
        return node.Number("gapDays") is double gap ? rules with { TwinGap = TimeSpan.FromDays(gap) } : rules;
    }

    private static SourceRules OfSource(Node node) => new()
    {
        MatchAddress = node.Text("addresses") is string text ? text == "true" : null,
        AddressAge = node.Number("hours") is double hours ? TimeSpan.FromHours(hours) : null,
        DhcpRange = Ranges(node),
        StaleAfter = node.Number("staleAfterDays") is double days ? TimeSpan.FromDays(days) : null,
    };

    private static AddressRange[] Ranges(Node node) => [.. (node.Texts("dhcp") ?? []).Select(AddressRange.Parse)];

    private static DateTimeOffset? Before(string? age) => age is null
        ? null
        : LabelledCase.AsOf - (double.Parse(age.AsSpan(0, age.Length - 1), CultureInfo.InvariantCulture) is double count && age[^1] == 'h'
            ? TimeSpan.FromHours(count)
            : TimeSpan.FromDays(count));

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    private sealed class Node
    {
        private readonly YamlMappingNode _yaml;

        public Node(YamlMappingNode yaml, string place, params string[] known)
        {
            _yaml = yaml;
            foreach (YamlNode key in yaml.Children.Keys)
            {
                if (!known.Contains(LabelledSet.Text(key), StringComparer.Ordinal))
                    throw new InvalidDataException($"{place}, line {key.Start.Line}: nobody knows the key \"{key}\".");
            }
        }

        public YamlNode? this[string key] => _yaml.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value) ? value : null;

        public bool Has(string key) => this[key] is not null;

        public string? Text(string key) => this[key] is YamlScalarNode scalar ? scalar.Value : null;

        public double? Number(string key) => Text(key) is string text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

        public string[]? Texts(string key) => this[key] switch
        {
            YamlScalarNode scalar => [scalar.Value ?? ""],
            YamlSequenceNode list => [.. list.Select(node => LabelledSet.Text(node))],
            _ => null,
        };

        public IEnumerable<YamlNode> Sequence(string key) => this[key] as YamlSequenceNode ?? Enumerable.Empty<YamlNode>();

        public Dictionary<string, string> Map(string key) => this[key] is YamlMappingNode map
            ? map.Children.ToDictionary(pair => LabelledSet.Text(pair.Key), pair => LabelledSet.Text(pair.Value), StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal);
    }
}
