namespace SecAutomation.Engine.Streams.Live;

/// <summary>The records of one page or chunk, which count once it was read to its end.</summary>
internal interface IRecordPart
{
    /// <summary>What tells the page from any other: the key of its first record; null where it has none.</summary>
    string? FirstKey { get; }

    /// <summary>How many of its records are wanted.</summary>
    int Wanted { get; }

    /// <summary>Takes the current record.</summary>
    /// <returns>False where it names no host.</returns>
    bool Use();

    /// <summary>All of it was read: it counts.</summary>
    void Keep();
}
