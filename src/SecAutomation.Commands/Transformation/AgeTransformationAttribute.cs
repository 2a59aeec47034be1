using System.Globalization;
using System.Management.Automation;

namespace SecAutomation.Commands.Transformation;

/// <summary>Takes an age in days, as a number, or as a time span.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AgeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = PropertyBag.Unwrap(inputData);
        if (value is TimeSpan age)
            return age;

        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        // PowerShell by itself would take the number 7 for 700 nanoseconds.
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double days) && days <= TimeSpan.MaxValue.TotalDays)
            return TimeSpan.FromDays(days);

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span)
            ? span
            : throw new ArgumentTransformationMetadataException(
                $"'{text}' is no age. Write a number of days, for example 7, or a time span, for example 12:00:00.");
    }
}
