using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using SecAutomation.Remediation.Identity;

namespace SecAutomation.Benchmarks;

/// <summary>How long it takes to match many hosts with as many assets, and how large the index is.</summary>
internal static class MatchingSpeed
{
    private static readonly DateTimeOffset s_today = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);

    public static void Measure(int count)
    {
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors; {count:N0} hosts against {count:N0} assets");
        Console.WriteLine($"{"what",-22} {"build s",8} {"match s",8} {"CPU s",8} {"index MB",9} {"B/host",7} {"matched",9} {"ambiguous",9} {"not found",9}");
        // The first runs pay for compilation.
        Run("", 20_000, withKeys: false);
        Run("", 20_000, withKeys: true);
        for (int round = 0; round < 3; round++)
        {
            Run("names alone", count, withKeys: false);
            Run("all keys", count, withKeys: true);
        }
    }

    private static void Run(string what, int count, bool withKeys)
    {
        Asset[] assets = new Asset[count];
        for (int i = 0; i < count; i++)
            assets[i] = MakeAsset(i, withKeys);
        CriticalCveHost[] hosts = new CriticalCveHost[count];
        for (int i = 0; i < count; i++)
            hosts[i] = MakeHost(i, withKeys);
        string[] names = Array.ConvertAll(hosts, host => host.Fqdn ?? host.ComputerName);

        long before = GC.GetTotalMemory(forceFullCollection: true);
        TimeSpan started = Processor();
        AssetIndex index = AssetIndex.Build([new InventoryView("made", assets, IsComplete: true)], MatchRules.Default with { MatchAddress = withKeys });
        TimeSpan built = Processor();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long[] statuses = new long[5];
        for (int i = 0; i < count; i++)
        {
            AssetMatch match = withKeys ? index.Match(hosts[i], s_today) : index.Match(names[i], s_today);
            statuses[(int)match.Status]++;
        }

        TimeSpan matched = Processor();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        long size = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(index);
        GC.KeepAlive(assets);
        GC.KeepAlive(hosts);
        if (what.Length > 0)
        {
            Console.WriteLine($"{what,-22} {(built - started).TotalSeconds,8:F2} {(matched - built).TotalSeconds,8:F2} {(matched - started).TotalSeconds,8:F2} {size / 1e6,9:F0} {allocated / (double)count,7:F0} {statuses[1],9} {statuses[2],9} {statuses[3],9}");
        }
    }

    private static TimeSpan Processor() => Process.GetCurrentProcess().TotalProcessorTime;

    // Names as fleets have them: a third upper-case and short, two thirds full; of twenty assets one has no counterpart.
    private static Asset MakeAsset(int i, bool withKeys)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"srv{i:D7}");
        string? fqdn = i % 3 == 0 ? null : $"{name}.corp{i % 40}.example";
        var asset = new Asset { ComputerName = i % 3 == 0 ? name.ToUpperInvariant() : name, Fqdn = fqdn, AssetId = name, Source = "made", LastSeen = s_today };
        return !withKeys ? asset : asset with
        {
            OperatingSystem = i % 2 == 0 ? "Microsoft Windows Server 2019" : "Ubuntu 22.04 LTS",
            BiosUuid = Uuid(i),
            SerialNumber = string.Create(CultureInfo.InvariantCulture, $"SN{i:X8}A"),
            MacAddress = [Mac(i)],
            IPAddress = [Ip(i)],
            AgentId = i % 4 == 0 ? [Uuid(i + 500_000_000)] : [],
        };
    }

    private static CriticalCveHost MakeHost(int i, bool withKeys)
    {
        int machine = i % 20 == 19 ? i + 50_000_000 : i;
        string name = string.Create(CultureInfo.InvariantCulture, $"SRV{machine:D7}");
        string? fqdn = i % 2 == 0 ? $"{name.ToLowerInvariant()}.corp{i % 40}.example" : null;
        var host = new CriticalCveHost { ComputerName = name, Fqdn = fqdn };
        return !withKeys ? host : host with
        {
            OperatingSystem = i % 2 == 0 ? "Windows" : "Linux Kernel 5.15",
            NetBiosName = name,
            BiosUuid = i % 4 == 1 ? Uuid(machine) : null,
            SerialNumber = i % 4 == 2 ? string.Create(CultureInfo.InvariantCulture, $"SN{machine:X8}A") : null,
            AgentId = i % 4 == 0 ? Uuid(machine + 500_000_000) : null,
            MacAddress = [Mac(machine)],
            IPAddress = [Ip(machine)],
        };
    }

    private static string Uuid(int i) => string.Create(CultureInfo.InvariantCulture, $"4c4c4544-{i >> 16:x4}-{i & 0xFFFF:x4}-8052-{i * 7919L:x12}");

    private static string Mac(int i) => string.Create(CultureInfo.InvariantCulture, $"3c52{i:x8}");

    private static string Ip(int i) => string.Create(CultureInfo.InvariantCulture, $"{10 + (i >> 24)}.{(i >> 16) & 255}.{(i >> 8) & 255}.{i & 255}");
}
