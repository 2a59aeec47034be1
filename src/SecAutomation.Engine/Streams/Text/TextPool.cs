namespace SecAutomation.Engine.Streams.Text;

/// <summary>Keeps one string where a report says the same thousands of times: titles, solutions, operating systems.</summary>
internal sealed class TextPool
{
    /// <summary>Beyond this the texts differ anyway, and the pool would only hold memory.</summary>
    private const int Capacity = 40_000;

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly object _lock = new();

    /// <summary>The string that was given first for this text, by whichever thread.</summary>
    public string Share(string text)
    {
        lock (_lock)
        {
            if (_texts.TryGetValue(text, out string? known))
                return known;
            if (_texts.Count < Capacity)
                _texts.Add(text);
            return text;
        }
    }
}
