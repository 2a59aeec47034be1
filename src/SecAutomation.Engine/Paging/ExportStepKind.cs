namespace SecAutomation.Engine.Paging;

/// <summary>What an export job wants done next.</summary>
public enum ExportStepKind
{
    /// <summary>Ask the server for an export.</summary>
    Create,

    /// <summary>Wait for <see cref="ExportStep.Delay"/>, then look how far the job is.</summary>
    Poll,

    /// <summary>Fetch the chunk <see cref="ExportStep.Chunk"/>.</summary>
    Fetch,

    /// <summary>Nothing, until a request that is under way has answered.</summary>
    Await,

    /// <summary>Tell the server that the export is no longer wanted.</summary>
    Cancel,

    /// <summary>Nothing: everything has arrived.</summary>
    Done,
}
