using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace SecAutomation.Engine.Formats;

/// <summary>Tells whether bytes are UTF-8.</summary>
internal static class Utf8Text
{
    /// <summary>How much the platform's check gets at once where a byte is not ASCII.</summary>
    private const int Piece = 256;

    /// <summary>Whether all of it is valid. What is ASCII, nearly all in a report, is passed over here: the platform's check runs in its instrumented form first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsValid(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (at < bytes.Length)
        {
            if (bytes.Length - at >= Vector256<byte>.Count && Vector256.Create(bytes.Slice(at, Vector256<byte>.Count)).ExtractMostSignificantBits() == 0)
            {
                at += Vector256<byte>.Count;
                continue;
            }

            // A piece ends where a character may begin.
            int end = Math.Min(at + Piece, bytes.Length);
            while (end < bytes.Length && (bytes[end] & 0xC0) == 0x80)
                end++;

            if (!Utf8.IsValid(bytes[at..end]))
                return false;

            at = end;
        }

        return true;
    }
}
