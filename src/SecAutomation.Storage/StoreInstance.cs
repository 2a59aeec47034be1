using System.Security.Cryptography;
using System.Text;

namespace SecAutomation.Storage;

/// <summary>The name by which a store is told from every other one. It is part of each ticket's key, so it checks itself.</summary>
internal static class StoreInstance
{
    private const string Prefix = "local-";

    public static string Mint()
    {
        string random = Convert.ToHexString(RandomNumberGenerator.GetBytes(12)).ToLowerInvariant();
        return $"{Prefix}{random}-{Check(random)}";
    }

    public static bool IsIntact(string instance)
    {
        string[] part = instance.Split('-');
        return part.Length == 3 && $"{part[0]}-" == Prefix && Check(part[1]) == part[2];
    }

    private static string Check(string random) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(random)), 0, 4).ToLowerInvariant();
}
