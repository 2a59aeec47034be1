namespace SecAutomation.Engine.Projection;

/// <summary>What a record says of a field, so that "unknown" is told apart from "none". A later one outdoes an earlier one.</summary>
public enum FieldState : byte
{
    /// <summary>Nothing: no such member, element, attribute or column.</summary>
    Absent,

    /// <summary>JSON's null.</summary>
    Null,

    /// <summary>That there is none: an empty array, an empty text, an empty cell.</summary>
    Empty,

    /// <summary>At least one value that is not empty.</summary>
    Present,
}
