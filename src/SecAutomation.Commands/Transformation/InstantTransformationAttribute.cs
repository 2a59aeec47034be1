namespace SecAutomation.Commands.Transformation;

/// <summary>Takes a point in time as text (UTC where it names no zone) or as what Get-Date gives.</summary>
public sealed class InstantTransformationAttribute()
    : CalendarTransformationAttribute("point in time. Write it as 2026-01-31 or 2026-01-31T12:00:00Z")
{
    private protected override object? Read(object value) => Instants.Read(value);
}
