using System.Collections;
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

    private static string Number(object? member) =>
        PropertyBag.Unwrap(member) is string text
            ? text.Trim()
            : member is not null
                && PropertyBag.Value(PSObject.AsPSObject(member), nameof(RemediationTicket.Number)) is string { Length: > 0 } number
                ? number
                : throw new ArgumentTransformationMetadataException(
                    $"'{member}' is no ticket of a store. Give a number such as SA-1, or what Get-RemediationTicket gives.");
}
