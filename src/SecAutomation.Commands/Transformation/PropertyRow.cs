using System.Management.Automation;

namespace SecAutomation.Commands.Transformation;

/// <summary>A row of the pipeline: its properties found once, and read when somebody wants them.</summary>
internal sealed class PropertyRow
{
    private readonly PSPropertyInfo[] _property;

    private PropertyRow(RowShape shape, PSPropertyInfo[] property)
    {
        Shape = shape;
        _property = property;
    }

    /// <summary>Which properties it has.</summary>
    public RowShape Shape { get; }

    /// <summary>The row of an object that is nothing but its properties.</summary>
    /// <param name="bag">Any object.</param>
    /// <returns>The row; null for an object of a class, whose properties may be many and dear.</returns>
    public static PropertyRow? Of(PSObject bag)
    {
        if (bag.BaseObject is not PSCustomObject)
            return null;

        PSPropertyInfo[] property = [.. bag.Properties];
        return new PropertyRow(RowShape.Of(property), property);
    }

    /// <summary>One value.</summary>
    /// <param name="name">The name; case does not matter.</param>
    /// <returns>The value without PowerShell's wrapping; null where there is none.</returns>
    public object? Value(string name) => At(Shape.Find(name));

    /// <summary>One value by a name without blanks, hyphens and underscores, as rows of CSV files spell it in many ways.</summary>
    public object? PlainValue(string name) => At(Shape.FindPlain(name));

    /// <summary>One value by its place in <see cref="Shape"/>; null where it has none.</summary>
    public object? At(int place) => place < 0 ? null : PropertyBag.Read(_property[place]);
}
