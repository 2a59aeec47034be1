using System.Management.Automation;

namespace SecAutomation.Commands.Transformation;

/// <summary>Recognises the results of our steps: by their type, or by their shape where they come from JSON and have lost it.</summary>
internal static class ResultShape
{
    /// <summary>Whether an object is a result of step 2.</summary>
    public static bool IsMatch(PSObject input) =>
        PropertyBag.Is<AssetMatch>(input)
        || Has(input, nameof(AssetMatch.Status), nameof(AssetMatch.Confidence), nameof(AssetMatch.CriticalCveHost));

    /// <summary>Whether an object is a result of step 3.</summary>
    public static bool IsDetail(PSObject input) =>
        PropertyBag.Is<AssetDetail>(input)
        || Has(input, nameof(AssetDetail.MatchStatus), nameof(AssetDetail.InstalledSoftware), nameof(AssetDetail.CriticalCveHost));

    /// <summary>Whether a row is one of ours that has kept its name, or a result that has lost it.</summary>
    /// <param name="input">The object.</param>
    /// <param name="row">The same as a row.</param>
    /// <returns>False where nothing says that it is: for nearly every row of somebody else's.</returns>
    public static bool MayBeOurs(PSObject input, PropertyRow row) =>
        row.Shape.Find(nameof(AssetMatch.CriticalCveHost)) >= 0 || input.TypeNames.Any(name => name.Contains(".SecAutomation.", StringComparison.OrdinalIgnoreCase));

    private static bool Has(PSObject input, params string[] names) =>
        input.BaseObject is PSCustomObject && names.All(name => input.Properties[name] is not null);
}
