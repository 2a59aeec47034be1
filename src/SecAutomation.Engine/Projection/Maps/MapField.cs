namespace SecAutomation.Engine.Projection.Maps;

/// <summary>A compiled field: its places in the order of its paths, and its child records.</summary>
internal sealed record MapField(string Name, SlotPlace[] Places, MapField[] Children, int Table);
