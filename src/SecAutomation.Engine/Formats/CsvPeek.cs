namespace SecAutomation.Engine.Formats;

/// <summary>The beginning of a CSV file.</summary>
public sealed record CsvPeek
{
    /// <summary>The cells' separator: comma, semicolon, tab or bar.</summary>
    public required char Separator { get; init; }

    /// <summary>The first rows, at most 24; the header is the first, or a later one where lines stand before it.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }

    /// <summary>The first row.</summary>
    public IReadOnlyList<string> Header => Rows.Count == 0 ? [] : Rows[0];
}
