using System.Globalization;

namespace SecAutomation.Commands.Formatting;

/// <summary>What a person needs to hear of a host that several assets could be.</summary>
internal static class AmbiguousHost
{
    private const int MostNamed = 10;

    /// <summary>One line: the condition, the candidates, the single fact that would decide, and how to decide.</summary>
    /// <param name="match">The answer.</param>
    public static string Warning(AssetMatch match)
    {
        Asset[] candidates = match.Candidate;
        string more = candidates.Length > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {candidates.Length - MostNamed:N0} more") : "";
        string decides = match.DecidingFact.Length > 0 ? $" What would decide is {match.DecidingFact}." : "";
        string host = ViewText.Clean(match.ComputerName);
        string asset = candidates.FirstOrDefault()?.AssetId is { Length: > 0 } id ? Quoted(id) : "<asset>";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{FailureId.AssetAmbiguous}: {host} could be any of {candidates.Length:N0} assets: {string.Join(", ", candidates.Take(MostNamed).Select(Named))}{more}.{decides} Keep a decision with: Set-AssetMatch {Quoted(match.CriticalCveHost?.Fqdn ?? match.ComputerName)} -Asset {asset}, where that is the one.");
    }

    private static string Named(Asset asset)
    {
        string name = asset.Fqdn ?? (asset.ComputerName.Length > 0 ? asset.ComputerName : "an asset without a name");
        string place = asset.Place.Length > 0 ? asset.Place : asset.AssetId ?? "";
        return ViewText.Clean(place.Length > 0 ? $"{name} ({place})" : name);
    }

    private static string Quoted(string text) => $"'{ViewText.Clean(text).Replace("'", "''", StringComparison.Ordinal)}'";
}
