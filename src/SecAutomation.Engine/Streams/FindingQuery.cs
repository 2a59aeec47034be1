namespace SecAutomation.Engine.Streams;

/// <summary>
/// What a caller wants of a scanner's findings, so that the server can leave out the rest. A stream uses what its product can; everything that comes is
/// judged by the caller's <see cref="FindingFilter"/> all the same.
/// </summary>
public sealed record FindingQuery
{
    /// <summary>Everything.</summary>
    public static FindingQuery Everything { get; } = new() { IncludesFixed = true };

    /// <summary>Only findings that were last seen at this time or later; null: of any age.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only findings of these CVEs; empty: of any.</summary>
    public IReadOnlyList<string> CveId { get; init; } = [];

    /// <summary>
    /// Only findings to which the vendor gives these labels; empty: any. A label is not a score: where the score decides, what is critical by its score may
    /// be labelled anything, so this stays empty.
    /// </summary>
    public IReadOnlyList<Severity> Severity { get; init; } = [];

    /// <summary>Whether findings that are fixed or accepted are wanted too. False.</summary>
    public bool IncludesFixed { get; init; }
}
