namespace SecAutomation.Engine.Paging;

/// <summary>How a stream is divided into pages. A closed family: one record for each way.</summary>
public abstract record PagingDefinition
{
    private protected PagingDefinition()
    {
    }

    /// <summary>After how many pages a read is given up, so that a server that never ends cannot hold a run. 100,000.</summary>
    public int MaximumPages { get; init; } = 100_000;

    /// <summary>The setting of a connection that says how many records to ask for at once, for messages; null where there is none.</summary>
    public string? SizeSetting { get; init; }

    /// <summary>Begins a read.</summary>
    /// <param name="source">What is read, for messages: connection and stream.</param>
    public abstract Pager Begin(string source);
}
