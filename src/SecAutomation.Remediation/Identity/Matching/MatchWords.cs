using System.Globalization;
using System.Net;

namespace SecAutomation.Remediation.Identity;

/// <summary>Words for reasons. Names come from outside: what is no printable character is left out.</summary>
internal static class MatchWords
{
    public const int MostNamed = 3;

    private const int LongestName = 80;

    public static string Plain(string text)
    {
        ReadOnlySpan<char> kept = text.Length > LongestName ? text.AsSpan(0, LongestName) : text;
        string plain = kept.Length == text.Length ? text : $"{kept}…";
        return plain.Any(IsUnprintable) ? string.Concat(plain.Where(c => !IsUnprintable(c))) : plain;
    }

    /// <summary>A source, as people call it.</summary>
    public static string Quoted(string source) => $"\"{Plain(SourceName.Of(source))}\"";

    public static string Name(Asset asset) =>
        Plain(asset.Fqdn ?? (asset.ComputerName.Length > 0 ? asset.ComputerName : asset.Alias.FirstOrDefault() ?? asset.AssetId ?? "an asset without a name"));

    public static string NameAndPlace(Asset asset) => Name(asset) + (asset.Place.Length > 0 ? $" ({Plain(asset.Place)})" : asset.AssetId is { Length: > 0 } id ? $" ({Plain(id)})" : "");

    public static string Names(IReadOnlyCollection<Asset> assets)
    {
        string named = string.Join(", ", assets.Take(MostNamed).Select(NameAndPlace));
        return assets.Count <= MostNamed ? named : string.Create(CultureInfo.InvariantCulture, $"{named} and {assets.Count - MostNamed:N0} more");
    }

    public static string Machines(int count) => count == 1 ? "one machine" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} machines");

    public static string Size(InventoryIndex index)
    {
        string size = index.IsWhole ? string.Create(CultureInfo.InvariantCulture, $"{index.Count:N0} {(index.Count == 1 ? "asset" : "assets")}") : "asked for these hosts";
        return $"{Quoted(index.Source)} ({size}{(index.IsComplete ? "" : ", read in part")})";
    }

    public static string Address(UInt128 address)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, address);
        var ip = new IPAddress(bytes);
        return (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).ToString();
    }

    public static string Of(AssetLifecycle lifecycle) => lifecycle switch
    {
        AssetLifecycle.InStock => "in stock",
        AssetLifecycle.Disabled => "disabled",
        AssetLifecycle.Retired => "retired",
        AssetLifecycle.Deleted => "deleted",
        AssetLifecycle.Active => "active",
        _ => "of unknown state",
    };

    private static bool IsUnprintable(char c) => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Surrogate;
}
