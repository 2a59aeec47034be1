using System.Management.Automation;

namespace SecAutomation.Commands.Transformation;

/// <summary>Takes a point in time as text (UTC where it names no zone) or as what Get-Date gives.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InstantTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        PropertyBag.Unwrap(inputData) is { } value && Instants.Read(value) is { } instant
            ? instant
            : throw new ArgumentTransformationMetadataException(
                $"'{inputData}' is no point in time. Write it as 2026-01-31 or 2026-01-31T12:00:00Z, or give what Get-Date gives.");
}
