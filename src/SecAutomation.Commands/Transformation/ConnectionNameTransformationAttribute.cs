using System.Collections;
using System.Management.Automation;

namespace SecAutomation.Commands.Transformation;

/// <summary>Takes connections as names or as objects of Get-SecConnection, alive or come back from a file.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConnectionNameTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = PropertyBag.Unwrap(inputData);
        IEnumerable<object?> values = value is IEnumerable many and not (string or IDictionary) ? many.Cast<object?>() : [inputData];
        return values.Select(Name).ToArray();
    }

    private static string Name(object? member) => PropertyBag.Unwrap(member) switch
    {
        string name => name,
        null => throw new ArgumentTransformationMetadataException("A connection has a name, and this is nothing."),
        _ => PropertyBag.Value(PSObject.AsPSObject(member!), nameof(SecConnection.Name)) as string
            ?? throw new ArgumentTransformationMetadataException($"'{member}' is no connection. Give its name, or what Get-SecConnection gives."),
    };
}
