using System.IO.Compression;
using System.Text;

namespace SecAutomation.Fuzzing;

/// <summary>How the text of an input is encoded, compressed and cut.</summary>
internal static class Envelope
{
    public static byte[] Wrap(byte[] input, Random random) => random.Next(9) switch
    {
        0 => [0xEF, 0xBB, 0xBF, .. input],
        1 => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(input))],
        2 => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Encoding.UTF8.GetString(input))],
        3 => Damage([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(input))], random),
        4 => [.. "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"u8, .. input],
        5 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(input)),
        6 => Compress(input),
        7 => Damage(Compress(input), random),
        _ => [.. Compress(input), .. Compress(input)],
    };

    private static byte[] Compress(byte[] input)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(input);
        return compressed.ToArray();
    }

    private static byte[] Damage(byte[] input, Random random)
    {
        if (input.Length == 0)
            return input;
        int at = random.Next(input.Length);
        if (random.Next(2) == 0)
            return input[..at];
        input[at] ^= (byte)(1 << random.Next(8));
        return input;
    }
}
