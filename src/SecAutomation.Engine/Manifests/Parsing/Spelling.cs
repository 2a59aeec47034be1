namespace SecAutomation.Engine.Manifests.Parsing;

/// <summary>What to offer to somebody who wrote a word that is not known.</summary>
internal static class Spelling
{
    /// <summary>The nearest word where one is near, else the whole list.</summary>
    public static string Offer(string word, IEnumerable<string> known)
    {
        List<string> words = [.. known.Distinct(StringComparer.Ordinal)];
        string? nearest = words
            .Select(candidate => (candidate, distance: Distance(word, candidate)))
            .Where(pair => pair.distance <= Math.Max(1, pair.candidate.Length / 3))
            .OrderBy(pair => pair.distance)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
        return nearest is not null ? $"Is '{nearest}' meant?" : words.Count == 0 ? "None are known." : $"Known are: {string.Join(", ", words)}.";
    }

    /// <summary>How many letters must be added, taken away, changed or swapped; case does not count.</summary>
    private static int Distance(string left, string right)
    {
        (left, right) = (left.ToUpperInvariant(), right.ToUpperInvariant());
        int[] beforeLast = new int[right.Length + 1];
        int[] last = [.. Enumerable.Range(0, right.Length + 1)];
        int[] current = new int[right.Length + 1];
        for (int i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int changed = left[i - 1] == right[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], last[j]) + 1, last[j - 1] + changed);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[right.Length];
    }
}
