using System.Runtime.InteropServices;

namespace SecAutomation.Engine.Projection;

/// <summary>What one row says of one slot. For child records <see cref="First"/> is the first row of their table, else the first value.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct SlotValue
{
    public FieldState State;
    public int Count;
    public int First;
    public int Last;
}
