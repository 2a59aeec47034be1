using System.Reflection;

namespace SecAutomation.Commands.Transformation;

/// <summary>Where in a row a property of a record comes from.</summary>
/// <param name="Property">The property.</param>
/// <param name="Place">The place of the value of its name; -1 where there is none.</param>
/// <param name="TwinPlace">The place of the flat twin of a list; -1 where there is none.</param>
internal readonly record struct RowField(PropertyInfo Property, int Place, int TwinPlace);
