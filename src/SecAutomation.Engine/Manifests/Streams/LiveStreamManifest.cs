using SecAutomation.Engine.Manifests.Batches;
using SecAutomation.Engine.Manifests.Paging;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Paging;

namespace SecAutomation.Engine.Manifests.Streams;

/// <summary>How a stream is read from its product.</summary>
public sealed class LiveStreamManifest
{
    /// <summary>The first request; of an export the one that makes the job.</summary>
    public required RequestTemplate Request { get; init; }

    /// <summary>The request for each page after the first one; null where it is the same.</summary>
    public RequestTemplate? NextRequest { get; init; }

    /// <summary>How it is divided into pages; null where it is an export.</summary>
    public PagingDefinition? Paging { get; init; }

    /// <summary>How the export runs; null where it has pages.</summary>
    public ExportManifest? Export { get; init; }

    /// <summary>How single hosts are asked for; null where only the whole can be read.</summary>
    public BatchManifest? Batch { get; init; }

    /// <summary>How many records a page holds; 0 where the product decides.</summary>
    public int PageSize { get; init; }

    /// <summary>The setting that says <see cref="PageSize"/>, whose default it is; null where the manifest says it.</summary>
    public string? PageSizeSetting { get; init; }

    /// <summary>The header that says how many records there are; null where none does.</summary>
    public string? TotalHeader { get; init; }

    /// <summary>The settings with which alone it is read, and their values; empty: it is always read.</summary>
    public IReadOnlyDictionary<string, string> OnlyWith { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The product's words for what a query may ask: ours to its own.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> QueryWord { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>(StringComparer.Ordinal);

    /// <summary>The request that comes after some pages.</summary>
    /// <param name="pages">How many pages were read.</param>
    public RequestTemplate RequestAfter(int pages) => pages > 0 && NextRequest is { } next ? next : Request;

    /// <summary>Which values of a query the request uses.</summary>
    internal IReadOnlySet<string> Use { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}
