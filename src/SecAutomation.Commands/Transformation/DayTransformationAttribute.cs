using System.Management.Automation;

namespace SecAutomation.Commands.Transformation;

/// <summary>Takes a day as text (<c>2026-01-31</c>) or as what Get-Date gives.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DayTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        PropertyBag.Unwrap(inputData) is { } value && Instants.ReadDay(value) is { } day
            ? day
            : throw new ArgumentTransformationMetadataException(
                $"'{inputData}' is no day. Write it as 2026-01-31, or give what Get-Date gives.");
}
