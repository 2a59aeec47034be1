namespace SecAutomation.Engine.Formats;

/// <summary>How much memory content may take. Scanner output is hostile: whatever is larger is an error, never a crash.</summary>
public sealed record ReadLimits
{
    /// <summary>The limits that hold where nobody says otherwise.</summary>
    public static ReadLimits Default { get; } = new();

    /// <summary>The bytes of the first read buffer; it grows for a longer token. 256 KiB.</summary>
    public int BufferBytes { get; init; } = 256 * 1024;

    /// <summary>The longest value, in bytes of UTF-8. Its record is reported and the others go on. 16 MiB.</summary>
    public int MaximumValueBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The values of one record together, in bytes of UTF-8. The record is reported and the others go on. 64 MiB.</summary>
    public int MaximumRecordBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Records that wait for a value of their enclosing record, in bytes of UTF-8. 256 MiB.</summary>
    public int MaximumHeldBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>How deep objects, arrays or elements may nest. 128.</summary>
    public int MaximumDepth { get; init; } = 128;

    /// <summary>What a compressed file may expand to, in bytes. 64 GiB.</summary>
    public long MaximumExpandedBytes { get; init; } = 64L * 1024 * 1024 * 1024;

    /// <summary>How many times its compressed size a file may expand to. 200: text of scanners reaches 30, a bomb 1,000.</summary>
    public int MaximumExpansionRatio { get; init; } = 200;

    /// <summary>Expanded bytes below which the ratio is not looked at. 16 MiB.</summary>
    public long ExpansionRatioFloorBytes { get; init; } = 16L * 1024 * 1024;

    /// <summary>How much of the beginning <see cref="OpenedContent.Peek"/> sees, in bytes. 64 KiB.</summary>
    public int PeekBytes { get; init; } = 64 * 1024;
}
