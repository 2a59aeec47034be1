using SecAutomation.Remediation.Identity;

namespace SecAutomation.Remediation.Tests.Identity;

/// <summary>Short words for the inventories that the stories are about.</summary>
internal static class Inventory
{
    public static DateTimeOffset Today { get; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public static Asset Asset(
        string name,
        string? fqdn = null,
        string? id = null,
        string? domain = null,
        string[]? alias = null,
        string? serial = null,
        string? uuid = null,
        string[]? ip = null,
        int seenDaysAgo = 1,
        string source = "assets.csv") => new()
        {
            ComputerName = name,
            Fqdn = fqdn,
            Domain = domain,
            Alias = alias ?? [],
            SerialNumber = serial,
            BiosUuid = uuid,
            IPAddress = ip,
            AssetId = id ?? $"{fqdn ?? name}/{serial}/{uuid}",
            LastSeen = Today.AddDays(-seenDaysAgo),
            Source = source,
            Place = $"line {(id ?? name).Length}",
        };

    public static InventoryView View(params Asset[] assets) => new("assets.csv", assets, IsComplete: true);

    public static AssetIndex Index(params InventoryView[] views) => AssetIndex.Build(views, MatchRules.Default);

    public static AssetMatch Find(string name, params Asset[] assets) => Index(View(assets)).Match(name, Today);

    public static AssetMatch Find(CriticalCveHost host, params Asset[] assets) => Index(View(assets)).Match(host, Today);
}
