using SecAutomation.Engine.Manifests.Batches;
using SecAutomation.Engine.Manifests.Requests;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>One request for several hosts, or for the parts of several assets.</summary>
/// <param name="Clause">The search in the product's query language.</param>
/// <param name="Sought">What is known of each of the hosts or assets that it asks for.</param>
/// <param name="Values">What the request is filled with: the search, and the values of each of its terms.</param>
internal sealed record Batch(string Clause, IReadOnlyList<IReadOnlyDictionary<BatchTerm, IReadOnlyList<string>>> Sought, TemplateValues Values)
{
    /// <summary>How many hosts or assets it asks for.</summary>
    public int Hosts => Sought.Count;
}
