namespace SecAutomation.Engine.Paging;

/// <summary>What a server says of its export job.</summary>
public enum ExportState
{
    /// <summary>It waits or works; chunks may be there already.</summary>
    Running,

    /// <summary>It is done.</summary>
    Finished,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>Somebody or the server ended it.</summary>
    Cancelled,

    /// <summary>The server no longer knows it.</summary>
    Expired,
}
