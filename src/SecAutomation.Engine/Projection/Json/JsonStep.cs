using System.Runtime.InteropServices;

namespace SecAutomation.Engine.Projection.Json;

/// <summary>One step of a JSON path: a member, all elements, or one element.</summary>
/// <param name="Name">The member's name; null for elements.</param>
/// <param name="Index">Which element; -1 for all.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JsonStep(string? Name, int Index)
{
    public static JsonStep AllElements { get; } = new(null, -1);

    public bool IsList => Name is null;
}
