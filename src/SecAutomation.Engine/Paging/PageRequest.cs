namespace SecAutomation.Engine.Paging;

/// <summary>What the next request of a read asks for.</summary>
public sealed record PageRequest
{
    /// <summary>The request as the stream declares it, unchanged.</summary>
    public static PageRequest Unchanged { get; } = new();

    /// <summary>A whole address that the server named; null: the stream's own.</summary>
    public Uri? Url { get; init; }

    /// <summary>Parameters to set, in order.</summary>
    public IReadOnlyList<PageParameter> Parameter { get; init; } = [];
}
