namespace SecAutomation.Engine.Projection.Maps;

/// <summary>A field and where it stands in a record.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Paths">Where it stands; the first path at which a value is present wins. CSV: header names.</param>
/// <param name="Children">
/// The fields of each element at the path (one path alone): child records such as installed software. Null for a field that holds values.
/// </param>
public sealed record FieldDefinition(string Name, IReadOnlyList<string> Paths, IReadOnlyList<FieldDefinition>? Children = null)
{
    /// <summary>JSON: whether an object or a list at the path is a value too, its JSON as a text. False: what stands in it is not looked at.</summary>
    public bool IsTree { get; init; }
}
