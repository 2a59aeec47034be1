using System.Runtime.InteropServices;

namespace SecAutomation.Engine.Projection;

/// <summary>A place that a field's value may stand at.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SlotPlace(int Store, int Slot);
