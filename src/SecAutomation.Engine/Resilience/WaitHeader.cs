namespace SecAutomation.Engine.Resilience;

/// <summary>A header by which a server says how long to wait.</summary>
/// <param name="Name">Its name, in any case.</param>
/// <param name="Unit">How it says it.</param>
public sealed record WaitHeader(string Name, WaitUnit Unit);
