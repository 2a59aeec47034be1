using System.Management.Automation;
using SecAutomation.Commands.Errors;
using SecAutomation.Remediation.Identity;
using SecAutomation.Remediation.Intelligence;

namespace SecAutomation.Commands.Transformation;

/// <summary>Reads what a ticket is to be made of.</summary>
internal static class DetailInput
{
    /// <summary>The host that came down the pipeline.</summary>
    /// <param name="input">A result of step 3, 2 or 1, or any object with a name and CVEs.</param>
    /// <param name="deciding">Decides again about a host whose asset is known since step 2; null: decisions stay.</param>
    /// <returns>The host; null where the object tells of no work.</returns>
    public static AssetDetail? Read(PSObject input, AssetDeciding? deciding = null)
    {
        if (ResultShape.IsDetail(input))
        {
            AssetDetail detail = RecordRebuilder.Rebuild<AssetDetail>(input);
            return detail.CriticalCveHost is null ? null : detail;
        }

        if (ResultShape.IsMatch(input))
        {
            AssetMatch match = RecordRebuilder.Rebuild<AssetMatch>(input);
            if (match.CriticalCveHost is null)
                return null;

            AssetDetail described = AssetDetails.Describe(match);
            return deciding is null ? described : deciding.Decide(described);
        }

        return HostInput.Read(input) is { IsName: false, Host: { Finding.Length: > 0 } or { Evidence.Length: > 0 } } host ? OfScanner(host.Host) : null;
    }

    /// <summary>The error for an object that tells of no work.</summary>
    public static ErrorRecord NotUnderstood(PSObject? input) => Failures.ToErrorRecord(new FailureException(
        FailureId.InputNotUnderstood,
        $"'{input}' ({input?.BaseObject.GetType().Name ?? "null"}) tells of no work: it has no host with findings.",
        "Pipe the hosts of Get-CriticalCveHost through Find-Asset and Get-AssetDetail, or objects with ComputerName and CveId.",
        input));

    // Nobody asked an inventory: the scanner's word stands, and says so.
    private static AssetDetail OfScanner(CriticalCveHost host) => new()
    {
        ComputerName = host.ComputerName,
        Fqdn = host.Fqdn,
        MatchStatus = MatchStatus.Unknown,
        MatchReason = "No inventory was asked.",
        IPAddress = host.IPAddress.Length == 0 ? null : host.IPAddress,
        OperatingSystem = host.OperatingSystem,
        FactSource = Sources(host),
        CriticalCveHost = host,
    };

    private static Dictionary<string, string> Sources(CriticalCveHost host)
    {
        string source = host.Source.Length == 0 ? "the pipeline" : host.Source;
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        if (host.IPAddress.Length > 0)
            sources[nameof(AssetDetail.IPAddress)] = source;

        if (host.OperatingSystem is not null)
            sources[nameof(AssetDetail.OperatingSystem)] = source;

        return sources;
    }
}
