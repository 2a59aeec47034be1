namespace SecAutomation.Remediation.Identity;

/// <summary>Hashes of keys. Each process has its own, so that nobody can craft names that meet in one bucket.</summary>
internal static class KeyHash
{
    private static readonly ulong s_seed = ((ulong)(uint)string.GetHashCode("seed".AsSpan(), StringComparison.Ordinal) << 32)
        | (uint)string.GetHashCode("of the process".AsSpan(), StringComparison.Ordinal) | 1;

    public static int Of(string key) => string.GetHashCode(key.AsSpan(), StringComparison.Ordinal);

    public static int Of(ulong key)
    {
        ulong mixed = (key ^ (key >> 29)) * s_seed;
        mixed ^= mixed >> 32;
        return (int)((mixed * 0x9E3779B97F4A7C15) >> 32);
    }

    public static int Of(UInt128 key) => Of((ulong)(key >> 64) ^ ((ulong)key * 0xD6E8FEB86659FD93));
}
