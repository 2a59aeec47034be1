using System.Collections;
using System.Management.Automation;

namespace SecAutomation.Commands.Transformation;

/// <summary>Takes CVEs as people write them: in any case, in lists, and several in one text (<c>CveIdText</c>).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CveIdTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly char[] s_separators = [',', ';', ' ', '\t', '\r', '\n'];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = PropertyBag.Unwrap(inputData);
        IEnumerable<object?> values = value is not string && value is IEnumerable many ? many.Cast<object?>() : [value];
        return values
            .Select(member => PropertyBag.Unwrap(member)?.ToString() ?? "")
            .SelectMany(text => text.Split(s_separators, StringSplitOptions.RemoveEmptyEntries))
            .Select(Check)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
    }

    private static string Check(string text) => CveText.IsOne(text)
        ? text.ToUpperInvariant()
        : throw new ArgumentTransformationMetadataException(
            $"'{text}' is no CVE identifier. Write it as CVE-2021-44228: the year, and four digits or more.");
}
