namespace SecAutomation.Engine.Paging;

/// <summary>What one look at an export job said.</summary>
public sealed record ExportFacts
{
    /// <summary>How far it is.</summary>
    public required ExportState State { get; init; }

    /// <summary>The chunks that can be fetched, in any order; those of earlier looks may stand here again.</summary>
    public IReadOnlyList<string> Available { get; init; } = [];

    /// <summary>The chunks that failed or were cancelled on the server.</summary>
    public IReadOnlyList<string> Failed { get; init; } = [];

    /// <summary>How many chunks there will be; null where the server does not say, or not yet.</summary>
    public int? TotalChunks { get; init; }

    /// <summary>How many of them hold nothing and may never be offered. 0.</summary>
    public int EmptyChunks { get; init; }

    /// <summary>How many records there are; null where the server does not say.</summary>
    public long? TotalRecords { get; init; }

    /// <summary>What the server says of a failure; null where it says nothing.</summary>
    public string? Message { get; init; }
}
