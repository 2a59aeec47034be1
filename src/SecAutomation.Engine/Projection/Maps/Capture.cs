using System.Runtime.InteropServices;

namespace SecAutomation.Engine.Projection.Maps;

/// <summary>Where a value goes: a slot of a table of a store.</summary>
/// <param name="Store">0 the record, 1 and above its enclosing records, the last the document.</param>
/// <param name="Table">0 the record's own values, 1 and above its child records.</param>
/// <param name="Slot">The slot of the table's rows.</param>
/// <param name="IsStateOnly">Whether the slot counts child records and takes no value.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Capture(int Store, int Table, int Slot, bool IsStateOnly = false);
