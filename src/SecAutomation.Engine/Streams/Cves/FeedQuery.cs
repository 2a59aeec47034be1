using SecAutomation.Engine.Manifests.Requests;

namespace SecAutomation.Engine.Streams.Cves;

/// <summary>What is asked of a feed.</summary>
public sealed record FeedQuery
{
    /// <summary>The names by which requests tell of it.</summary>
    internal static readonly string[] Names = ["query.since", "query.until", "query.cveId"];

    /// <summary>Only what was changed since then, UTC; null: everything.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only what was changed until then, UTC.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>One CVE; null: all of them.</summary>
    public string? CveId { get; init; }

    /// <summary>What is known already, so that its server may say that nothing changed; null where nothing is.</summary>
    public IntelligenceFeed? Known { get; init; }

    internal TemplateValues Values => TemplateValues.Empty.With("query.since", Since).With("query.until", Until).With("query.cveId", CveId);
}
