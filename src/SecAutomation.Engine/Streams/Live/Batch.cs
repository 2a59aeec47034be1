namespace SecAutomation.Engine.Streams.Live;

/// <summary>One request for several hosts.</summary>
/// <param name="Clause">The search in the product's query language.</param>
/// <param name="Hosts">How many hosts it asks for.</param>
internal sealed record Batch(string Clause, int Hosts);
