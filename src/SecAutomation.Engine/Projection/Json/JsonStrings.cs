using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SecAutomation.Engine.Projection.Json;

/// <summary>Finds where JSON strings end.</summary>
internal static class JsonStrings
{
    /// <summary>Goes from behind the opening quote, or from behind any whole character, to where the string ends.</summary>
    /// <param name="text">The buffer.</param>
    /// <param name="at">Where to begin; then where it ended.</param>
    /// <param name="isEscaped">Becomes true at an escape.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static StringScan Scan(ReadOnlySpan<byte> text, ref int at, ref bool isEscaped)
    {
        int next = at;
        while (text.Length - next >= Vector256<byte>.Count)
        {
            Vector256<byte> block = Vector256.Create(text.Slice(next, Vector256<byte>.Count));
            Vector256<byte> found = Vector256.Equals(block, Vector256.Create((byte)'"'))
                | Vector256.Equals(block, Vector256.Create((byte)'\\'))
                | Vector256.Equals(Vector256.Min(block, Vector256.Create((byte)0x1F)), block);
            uint stops = found.ExtractMostSignificantBits();
            int step = Vector256<byte>.Count;
            while (stops != 0)
            {
                int stop = BitOperations.TrailingZeroCount(stops);
                at = next + stop;
                if (text[at] == '"')
                    return StringScan.Closed;

                int length = EscapeLength(text[at..]);
                if (length <= 0)
                    return length == 0 ? StringScan.Starved : StringScan.Invalid;

                isEscaped = true;
                stop += length;
                if (stop >= step)
                {
                    step = stop;
                    break;
                }

                stops &= uint.MaxValue << stop;
            }

            next += step;
        }

        return ScanRest(text, next, ref at, ref isEscaped);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static StringScan ScanRest(ReadOnlySpan<byte> text, int next, ref int at, ref bool isEscaped)
    {
        for (at = next; at < text.Length;)
        {
            byte b = text[at];
            if (b == '"')
                return StringScan.Closed;

            int length = 1;
            if (b is (byte)'\\' or < 0x20)
            {
                length = EscapeLength(text[at..]);
                if (length <= 0)
                    return length == 0 ? StringScan.Starved : StringScan.Invalid;

                isEscaped = true;
            }

            at += length;
        }

        return StringScan.Starved;
    }

    /// <summary>How long an escape is; 0 where the buffer cuts it, -1 where it is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int EscapeLength(ReadOnlySpan<byte> text)
    {
        if (text[0] != '\\')
            return -1;

        if (text.Length < 2)
            return 0;

        if (text[1] is (byte)'n' or (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'r' or (byte)'t' or (byte)'b' or (byte)'f')
            return 2;

        if (text[1] != 'u')
            return -1;

        for (int i = 2; i < Math.Min(6, text.Length); i++)
        {
            if (!char.IsAsciiHexDigit((char)text[i]))
                return -1;
        }

        return text.Length < 6 ? 0 : 6;
    }
}
