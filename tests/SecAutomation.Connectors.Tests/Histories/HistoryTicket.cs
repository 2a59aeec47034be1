namespace SecAutomation.Connectors.Tests.Histories;

/// <summary>A ticket as a history looks at it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its key.</param>
/// <param name="IsOpen">Whether it is open.</param>
/// <param name="IsAccepted">Whether it was closed as an accepted risk.</param>
/// <param name="Unit">The work that it covers, by the names of the machines.</param>
internal sealed record HistoryTicket(string Id, string Key, bool IsOpen, bool IsAccepted, IReadOnlyList<WorkUnit> Unit);
