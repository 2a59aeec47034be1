using System.Collections;
using System.Management.Automation;

namespace SecAutomation.Commands.Transformation;

/// <summary>Takes CVSS vectors, or what carries one: findings, ratings, rows with a column <c>CvssVector</c> or <c>Vector</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CvssVectorTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] s_name = [nameof(Finding.CvssVector), nameof(CvssScore.Vector)];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = PropertyBag.Unwrap(inputData);
        IEnumerable<object?> values = value is IEnumerable many and not (string or IDictionary)
            ? many.Cast<object?>()
            : [inputData];
        return values.Select(Vector).ToArray();
    }

    // What carries no vector is left to the cmdlet: there it is an error of one object, not of the call.
    private static string Vector(object? member) => PropertyBag.Unwrap(member) is string text
        ? text
        : member is null
            ? ""
            : s_name.Select(name => PropertyBag.Value(PSObject.AsPSObject(member), name)).OfType<string>().FirstOrDefault() ?? "";
}
