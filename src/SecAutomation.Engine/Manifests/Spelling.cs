namespace SecAutomation.Engine.Manifests;

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
        return nearest is not null ? $"Is '{nearest}' meant?" : $"Known are: {string.Join(", ", words)}.";
    }

    private static int Distance(string left, string right)
    {
        int[] previous = [.. Enumerable.Range(0, right.Length + 1)];
        int[] current = new int[right.Length + 1];
        for (int i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int changed = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + changed);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
