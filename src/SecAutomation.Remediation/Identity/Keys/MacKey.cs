namespace SecAutomation.Remediation.Identity.Keys;

/// <summary>MAC addresses as numbers, and which of them can identify a machine.</summary>
internal static class MacKey
{
    private const ulong GroupBit = 0x0100_0000_0000;
    private const ulong LocalBit = 0x0200_0000_0000;
    private const ulong AllOnes = 0xFFFF_FFFF_FFFF;

    // Addresses that software gives to every machine it is installed on.
    private static readonly HashSet<ulong> s_ofSoftware =
    [
        0x0005_9A3C_7800, 0x0005_9A3C_7A00, 0x0009_0FFE_0001, 0x0009_0FAA_0001, 0x0050_56C0_0001, 0x0050_56C0_0008, 0x001C_4200_0008,
        0x001C_4200_0009, 0x2041_5359_4EFF, 0x5050_5450_3030, 0x3350_6F45_3030, 0x00FF_0000_0000, 0x4453_5450_0000,
        0x0800_5800_0001,
    ];

    /// <summary>Reads 12 hex digits with any separators.</summary>
    /// <returns>False for other texts, for all zeros or ones, and for group addresses.</returns>
    public static bool TryRead(string? text, out ulong key)
    {
        key = 0;
        if (text is null || text.Length < 12)
            return false;

        int digits = 0;
        foreach (char c in text)
        {
            if (char.IsAsciiHexDigit(c))
            {
                int folded = c | 0x20;
                key = (key << 4) | (ulong)(uint)(folded <= '9' ? folded - '0' : folded - 'a' + 10);
                if (++digits > 12)
                    return false;
            }
            else if (c is not (':' or '-' or '.' or ' '))
            {
                return false;
            }
        }

        return digits == 12 && key != 0 && key != AllOnes && (key & GroupBit) == 0;
    }

    /// <summary>Whether the address was given by a manufacturer to one card: not made up, not moving between routers, not of a driver.</summary>
    public static bool IdentifiesCard(ulong key) =>
        (key & LocalBit) == 0 && !IsOfRouterPair(key) && !s_ofSoftware.Contains(key) && key >> 32 != 0x00FF;

    // VRRP, HSRP 1 and 2, GLBP.
    private static bool IsOfRouterPair(ulong key) =>
        (key >> 16) is 0x0000_5E00 && ((key >> 8) & 0xFF) is 1 or 2
        || (key >> 8) is 0x0000_0C07_AC
        || (key >> 12) is 0x0000_0C9F_F or 0x0005_73A0_0
        || (key >> 16) is 0x0007_B400;
}
