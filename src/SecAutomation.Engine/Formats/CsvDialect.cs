using System.Text;
using CsvHelper;

namespace SecAutomation.Engine.Formats;

/// <summary>What the beginning of a CSV file says of its form.</summary>
internal static class CsvDialect
{
    private const int MostRows = 24;

    /// <summary>The content's beginning as UTF-8 without a mark and without half a character at its end.</summary>
    public static byte[] Beginning(ReadOnlySpan<byte> beginning, string source)
    {
        (Encoding encoding, int mark) = ContentEncoding.Detect(beginning, source);
        beginning = beginning[mark..];
        if (encoding is UnicodeEncoding)
            return Encoding.UTF8.GetBytes(Decode(encoding.GetDecoder(), beginning));

        return beginning[..^Utf8ContentStream.IncompleteTail(beginning)].ToArray();
    }

    /// <summary>
    /// The separator: what stands most often, outside quotes, in one of the first lines; the <c>sep=</c> line that spreadsheets write says it.
    /// </summary>
    /// <param name="utf8">The beginning.</param>
    /// <param name="lines">How many lines are looked at.</param>
    public static char Separator(ReadOnlySpan<byte> utf8, int lines)
    {
        if (HasSeparatorLine(utf8))
            return (char)utf8[4];

        ReadOnlySpan<byte> candidates = ",;\t|"u8;
        Span<int> counts = stackalloc int[4];
        (int best, int most) = (0, 0);
        bool isQuoted = false;
        bool isFieldStart = true;
        foreach (byte b in utf8)
        {
            if (!isQuoted && (b is (byte)'\n' or (byte)'\r'))
            {
                int sum = counts[0] + counts[1] + counts[2] + counts[3];
                counts.Clear();
                isFieldStart = true;
                if (sum > 0 && --lines == 0)
                    break;

                continue;
            }

            if (b == '"' && (isQuoted || isFieldStart))
            {
                isQuoted = !isQuoted;
                isFieldStart = isQuoted;
                continue;
            }

            int candidate = isQuoted ? -1 : candidates.IndexOf(b);
            isFieldStart = candidate >= 0 || isQuoted;
            if (candidate >= 0 && ++counts[candidate] > most)
                (best, most) = (candidate, counts[candidate]);
        }

        return (char)candidates[best];
    }

    /// <summary>The rows that the beginning shows whole.</summary>
    public static List<IReadOnlyList<string>> Rows(byte[] utf8, char separator, bool isWhole)
    {
        using var csv = CsvReader.Create(utf8, new CsvReaderOptions { Separator = separator, HasHeader = false, DetectSeparatorHint = false });
        var rows = new List<IReadOnlyList<string>>();
        while (rows.Count <= MostRows && csv.Read())
        {
            string[] cells = new string[csv.FieldCount];
            for (int i = 0; i < cells.Length; i++)
                cells[i] = Encoding.UTF8.GetString(csv.GetSpan(i)).Trim();

            rows.Add(cells);
        }

        if (rows.Count > 1 && (rows.Count > MostRows || !isWhole))
            rows.RemoveAt(rows.Count - 1);

        return rows;
    }

    /// <summary>Whether the first line is <c>sep=;</c> or the like.</summary>
    public static bool HasSeparatorLine(ReadOnlySpan<byte> utf8) =>
        utf8.Length > 5 && Ascii.EqualsIgnoreCase(utf8[..4], "sep="u8) && (utf8[5] is (byte)'\r' or (byte)'\n') && ",;\t|"u8.Contains(utf8[4]);

    private static char[] Decode(Decoder decoder, ReadOnlySpan<byte> bytes)
    {
        char[] chars = new char[(bytes.Length / 2) + 2];
        try
        {
            return chars[..decoder.GetChars(bytes, chars, flush: false)];
        }
        catch (DecoderFallbackException)
        {
            // The reader that follows says where.
            return [];
        }
    }
}
