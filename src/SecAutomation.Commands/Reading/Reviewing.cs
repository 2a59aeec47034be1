using SecAutomation.Commands.Transformation;
using SecAutomation.Remediation.Identity;

namespace SecAutomation.Commands.Reading;

/// <summary>Makes decisions of what a person said.</summary>
internal static class Reviewing
{
    /// <summary>The decision.</summary>
    /// <exception cref="FailureException">HostNameInvalid: the host has no name by which a decision could be kept.</exception>
    public static ReviewedMatch Decide(CriticalCveHost host, Asset? asset, string? text, string? source, string? comment, TimeProvider time)
    {
        string name = host.Fqdn ?? host.ComputerName;
        HostName parsed = HostName.Parse(name);
        if (!parsed.IsName && parsed.IPAddress is null)
        {
            throw new FailureException(
                FailureId.HostNameInvalid, $"A decision on \"{name}\" would hold for many machines: {parsed.Reason}.", "Name the host by its full name or its address.", name);
        }

        string? key = asset is null ? text : asset.AssetId is { Length: > 0 } id ? id : asset.Fqdn ?? asset.ComputerName;
        string? from = source ?? (asset is null || asset.Source.Length == 0 ? null : FileName(asset.Source.Split("; ")[0]));
        return new ReviewedMatch(name, from, key, Environment.UserName, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), comment);
    }

    /// <summary>The answer that the decision gives from now on.</summary>
    public static AssetMatch Answer(HostInput host, Asset? asset, ReviewedMatch decision, string file) => new()
    {
        ComputerName = host.Host.ComputerName,
        Status = decision.Asset is null ? MatchStatus.NotFound : MatchStatus.Matched,
        Confidence = decision.Asset is null ? MatchConfidence.None : MatchConfidence.Exact,
        Rule = "Reviewed",
        Reason = $"A reviewed decision, kept in {FileName(file)}: {decision.ComputerName} is {decision.Asset ?? "none of the assets"}"
            + $"{(decision.Source is null ? "" : $" of {decision.Source}")}.",
        Asset = decision.Asset is null ? null : asset ?? new Asset { AssetId = decision.Asset, Source = decision.Source ?? "" },
        Attempt = [],
        CriticalCveHost = host.IsName ? null : host.Host,
    };

    private static string FileName(string source) => source[(source.LastIndexOfAny(['/', '\\']) + 1)..];
}
