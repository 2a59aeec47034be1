using System.Collections;
using System.Management.Automation;

namespace SecAutomation.Commands.Transformation;

/// <summary>Takes CVEs as text, or from what carries them: hosts, findings, tickets, rows with <c>CveId</c> or <c>CveIdText</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CveIdsTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] s_name = [nameof(Finding.CveId), "CveIdText", "CVE"];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = PropertyBag.Unwrap(inputData);
        IEnumerable<object?> values = value is IEnumerable many and not (string or IDictionary) ? many.Cast<object?>() : [inputData];
        return values.SelectMany(Cves).Distinct(StringComparer.Ordinal).ToArray();
    }

    private static IEnumerable<string> Cves(object? member)
    {
        if (PropertyBag.Unwrap(member) is string text)
            return Split(text, isForeign: false);

        PSObject? bag = member is null ? null : PSObject.AsPSObject(member);
        object? carried = bag is null ? null : s_name.Select(name => PropertyBag.Value(bag, name)).FirstOrDefault(value => value is not null && !IsTypeName(value));
        return carried switch
        {
            null => throw new ArgumentTransformationMetadataException(
                $"'{member}' names no CVE. Give CVE-2021-44228, or objects with a property CveId."),
            string list => Split(list, isForeign: true),
            IEnumerable many => many.Cast<object?>().SelectMany(one => Split($"{one}", isForeign: true)),
            _ => Split($"{carried}", isForeign: true),
        };
    }

    // What Export-Csv writes for a list, beside its flat twin.
    private static bool IsTypeName(object value) =>
        PropertyBag.Unwrap(value) is string text && text.StartsWith("System.", StringComparison.Ordinal);

    // What a person wrote is to be a CVE; a host's list may be empty or say "none".
    private static string[] Split(string text, bool isForeign)
    {
        SortedSet<string> cves = new(StringComparer.Ordinal);
        CveText.AddAll<char>(text, cves);
        return cves.Count > 0 || isForeign
            ? [.. cves]
            : throw new ArgumentTransformationMetadataException(
                $"'{text}' is no CVE identifier. Write it as CVE-2021-44228: the year, and four digits or more.");
    }
}
