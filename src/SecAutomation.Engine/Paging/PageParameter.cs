namespace SecAutomation.Engine.Paging;

/// <summary>A parameter that a pager sets in the next request; where it stands, query or body, the stream says.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, culture-invariant.</param>
public sealed record PageParameter(string Name, string Value);
