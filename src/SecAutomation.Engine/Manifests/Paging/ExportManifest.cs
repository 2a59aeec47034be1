using System.Text.RegularExpressions;
using SecAutomation.Engine.Manifests.Actions;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Paging;

namespace SecAutomation.Engine.Manifests.Paging;

/// <summary>How an export job is led: made, looked at, fetched, cancelled.</summary>
public sealed class ExportManifest
{
    internal const string Id = "id";
    internal const string TwinId = "twinId";
    internal const string State = "state";
    internal const string Available = "available";
    internal const string Failed = "failed";
    internal const string TotalChunks = "totalChunks";
    internal const string EmptyChunks = "emptyChunks";
    internal const string TotalRecords = "totalRecords";
    internal const string Message = "message";

    /// <summary>How patiently it is waited for.</summary>
    public ExportJobDefinition Job { get; init; } = new();

    /// <summary>Whether a job that does not change any more is made once again, where nothing of it was fetched.</summary>
    public bool IsResubmitted { get; init; }

    /// <summary>What the answer to its creation says: <see cref="Id"/> and <see cref="TwinId"/>.</summary>
    public required AnswerMap Created { get; init; }

    /// <summary>The statuses by which the product refuses a second job like one that runs.</summary>
    public IReadOnlyList<int> TwinStatus { get; init; } = [];

    /// <summary>What finds the running job in the text of a refusal that is no JSON with a member for it; null: nothing does.</summary>
    public Regex? TwinText { get; init; }

    /// <summary>The request that tells how far the job is.</summary>
    public required RequestTemplate Look { get; init; }

    /// <summary>What its answer says.</summary>
    public required AnswerMap Looked { get; init; }

    /// <summary>What the product's words for the state mean.</summary>
    public required IReadOnlyDictionary<string, ExportState> StateWord { get; init; }

    /// <summary>The request for one chunk.</summary>
    public required RequestTemplate Chunk { get; init; }

    /// <summary>The request that ends the job; null where the product has none.</summary>
    public RequestTemplate? Cancel { get; init; }
}
