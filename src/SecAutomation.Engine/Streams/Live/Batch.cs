using SecAutomation.Engine.Manifests;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>One request for several hosts, or for the parts of several assets.</summary>
/// <param name="Clause">The search in the product's query language.</param>
/// <param name="Hosts">How many hosts or assets it asks for.</param>
/// <param name="Values">What the request is filled with: the search, and the values of each of its terms.</param>
internal sealed record Batch(string Clause, int Hosts, TemplateValues Values);
