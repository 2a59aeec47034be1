using System.Management.Automation;

namespace SecAutomation.Commands.Transformation;

/// <summary>Takes a time of the calendar as text or as what Get-Date gives.</summary>
/// <param name="what">What it is to be, and how it is written, for the message.</param>
[AttributeUsage(AttributeTargets.Property)]
public abstract class CalendarTransformationAttribute(string what) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public sealed override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (PropertyBag.Unwrap(inputData) is { } value ? Read(value) : null)
        ?? throw new ArgumentTransformationMetadataException($"'{inputData}' is no {what}, or give what Get-Date gives.");

    /// <summary>The time; null where the value is none.</summary>
    private protected abstract object? Read(object value);
}
