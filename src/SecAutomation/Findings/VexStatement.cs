using System.Globalization;

namespace SecAutomation;

/// <summary>What a vendor says of one CVE in some products.</summary>
public sealed record VexStatement
{
    /// <summary>The CVE, upper-case.</summary>
    public string CveId { get; init; } = "";

    /// <summary><see cref="FindingState.Accepted"/>: not affected. <see cref="FindingState.Fixed"/>: fixed. <see cref="FindingState.Open"/>: affected, or still looked at.</summary>
    public FindingState State { get; init; }

    /// <summary>The products that it is said of.</summary>
    public VexProduct[] Product { get; init; } = [];

    /// <summary>Why they are not affected, in the format's own word; null where nothing is given.</summary>
    public string? Justification { get; init; }

    /// <summary>Why, in the vendor's words; null where nothing is given.</summary>
    public string? Detail { get; init; }

    /// <summary>The identifier of the document; its file's name where it has none.</summary>
    public string Document { get; init; } = "";

    /// <summary>When it was said, UTC; null where the document is not dated.</summary>
    public DateTimeOffset? Stated { get; init; }

    /// <summary>The statement in one sentence: what is said, why, where and when.</summary>
    public string Reason
    {
        get
        {
            string said = State switch
            {
                FindingState.Accepted => "not affected",
                FindingState.Fixed => "fixed",
                _ => "affected",
            };
            string?[] reasons = [Justification, Detail];
            string why = string.Join(": ", reasons.Where(text => !string.IsNullOrWhiteSpace(text)));
            string day = Stated is { } stated ? stated.ToString(", yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
            return $"{CveId} {said}{(why.Length == 0 ? "" : $" ({why})")}, says {Document}{day}";
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Reason;
}
