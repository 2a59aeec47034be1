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

    private static bool Has(PSObject input, params string[] names) =>
        input.BaseObject is PSCustomObject && names.All(name => input.Properties[name] is not null);
}
