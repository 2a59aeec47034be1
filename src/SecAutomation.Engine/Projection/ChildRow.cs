using System.Runtime.InteropServices;

namespace SecAutomation.Engine.Projection;

/// <summary>A child record begins: a row of <paramref name="Table"/>, counted in slot <paramref name="OwnerSlot"/> of the owner.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChildRow(int Store, int Table, int OwnerSlot);
