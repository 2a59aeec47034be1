using System.Text;

namespace SecAutomation.Fuzzing;

/// <summary>Makes an input from samples: cuts, repeats and swaps bytes and tokens, puts hostile ones in, and changes how it is encoded.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds)
{
    private const int LongestInput = 64_000;

    public byte[] Make(Random random)
    {
        var input = new List<byte>(seeds[random.Next(seeds.Count)]);
        int changes = 1 << random.Next(5);
        for (int change = 0; change < changes; change++)
        {
            if (input.Count == 0 || input.Count > LongestInput)
                break;
            if (random.Next(3) == 0)
                ChangeBytes(input, random);
            else
                ChangeToken(input, random);
        }

        return random.Next(12) == 0 ? Envelope.Wrap([.. input], random) : [.. input];
    }

    private void ChangeBytes(List<byte> input, Random random)
    {
        int at = random.Next(input.Count);
        int length = Math.Min(input.Count - at, 1 + random.Next(1 << random.Next(10)));
        switch (random.Next(9))
        {
            case 0:
                input[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                input[at] = (byte)random.Next(256);
                break;
            case 2:
                input.RemoveRange(at, length);
                break;
            case 3:
                input.InsertRange(random.Next(input.Count), input.GetRange(at, length));
                break;
            case 4:
                input.RemoveRange(at, input.Count - at);
                break;
            case 5:
                input.InsertRange(at, HostileText.Bytes(random));
                break;
            case 6:
                byte[] other = seeds[random.Next(seeds.Count)];
                int from = random.Next(other.Length);
                input.InsertRange(at, other[from..Math.Min(other.Length, from + (length * 4))]);
                break;
            case 7:
                input.InsertRange(at, Enumerable.Repeat(input[at], 1 + random.Next(600)));
                break;
            default:
                input.Reverse(at, length);
                break;
        }
    }

    private static void ChangeToken(List<byte> input, Random random)
    {
        (int start, int length) = Token(input, random.Next(input.Count));
        switch (random.Next(6))
        {
            case 0:
                input.RemoveRange(start, length);
                break;
            case 1:
                (int other, int otherLength) = Token(input, random.Next(input.Count));
                List<byte> copy = input.GetRange(other, otherLength);
                input.RemoveRange(start, length);
                input.InsertRange(start, copy);
                break;
            case 2:
                List<byte> twice = input.GetRange(start, length);
                for (int times = 1 << random.Next(7); times > 0 && input.Count < LongestInput; times--)
                    input.InsertRange(start, twice);
                break;
            default:
                input.RemoveRange(start, length);
                input.InsertRange(start, Encoding.UTF8.GetBytes(HostileText.Value(random)));
                break;
        }
    }

    // A run of what is a word, a number or a date in every format; elsewhere one sign, or the text between two quotes.
    private static (int Start, int Length) Token(List<byte> input, int at)
    {
        int start = at;
        while (start > 0 && IsWord(input[start - 1]))
            start--;
        int end = at;
        while (end < input.Count && IsWord(input[end]))
            end++;
        return end > start ? (start, end - start) : (at, 1);
    }

    private static bool IsWord(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'-' or (byte)'.' or (byte)':' || b >= 0x80;
}
