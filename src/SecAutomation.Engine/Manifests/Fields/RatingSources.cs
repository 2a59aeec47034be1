namespace SecAutomation.Engine.Manifests.Fields;

/// <summary>How one rating is chosen of an object that has a member for each source: <c>{"nvd": {"V3Score": 9.8}}</c>.</summary>
internal sealed record RatingSources
{
    /// <summary>Names the source that counts first, in the record; null where none does.</summary>
    public StreamField? Preferred { get; init; }

    /// <summary>The sources that count next, in this order; then the highest score counts.</summary>
    public required IReadOnlyList<string> Then { get; init; }

    /// <summary>The members with the scores and the vectors of CVSS 2, 3 and 4.</summary>
    public required IReadOnlyList<(string Score, string Vector)> Members { get; init; }
}
