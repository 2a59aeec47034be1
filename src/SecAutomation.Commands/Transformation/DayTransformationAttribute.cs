namespace SecAutomation.Commands.Transformation;

/// <summary>Takes a day as text (<c>2026-01-31</c>) or as what Get-Date gives.</summary>
public sealed class DayTransformationAttribute() : CalendarTransformationAttribute("day. Write it as 2026-01-31")
{
    private protected override object? Read(object value) => Instants.ReadDay(value);
}
