namespace SecAutomation.Engine.Streams;

/// <summary>The hosts of a document, whichever part of it named them.</summary>
internal sealed class FoundHosts
{
    /// <summary>In the order of their first record.</summary>
    public List<HostDraft> Host { get; } = [];

    /// <summary>Those that were found by a key.</summary>
    public Dictionary<string, HostDraft> ByKey { get; } = new(StringComparer.Ordinal);
}
