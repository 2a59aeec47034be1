using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace SecAutomation.Commands.Transformation;

/// <summary>Takes the numbers of tickets, or the tickets themselves, alive or come back from a file.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TicketNumberTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = PropertyBag.Unwrap(inputData);
        IEnumerable<object?> values = value is IEnumerable many and not (string or IDictionary)
            ? many.Cast<object?>()
            : [inputData];
        return values.Select(Number).ToArray();
    }

    private static string Number(object? member) => PropertyBag.Unwrap(member) switch
    {
        string text => text.Trim(),

        // The numbers of many trackers are numbers.
        int or long => Convert.ToString(PropertyBag.Unwrap(member), CultureInfo.InvariantCulture)!,
        not null when PropertyBag.Value(PSObject.AsPSObject(member!), nameof(RemediationTicket.Number)) is string { Length: > 0 } number => number,
        _ => throw new ArgumentTransformationMetadataException(
            $"'{member}' is no ticket that was written. Give a number such as SA-1, or what Get-RemediationTicket gives."),
    };
}
