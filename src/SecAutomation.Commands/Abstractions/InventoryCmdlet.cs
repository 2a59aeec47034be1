using System.Management.Automation;
using SecAutomation.Commands.Transformation;
using SecAutomation.Remediation.Identity;

namespace SecAutomation.Commands.Abstractions;

/// <summary>A cmdlet that looks hosts up in inventories, which are read once, when the first host comes.</summary>
public abstract class InventoryCmdlet : SecCmdlet
{
    private AssetIndex? _index;

    /// <summary>Inventories, or folders of them; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>An inventory that is in memory: rows of Import-Csv, or objects of any module.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public PSObject[]? Inventory { get; set; }

    /// <summary>The file of reviewed matches, which Set-AssetMatch keeps. The environment variable SECAUTOMATION_MATCHPATH.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MatchPath { get; set; }

    /// <summary>What matching may conclude: MatchAddress, DhcpRange, SuffixMap, AliasMap, StaleAfterDays, and more per Source.</summary>
    [Parameter]
    [ValidateNotNull]
    public System.Collections.Hashtable? MatchSetting { get; set; }

    /// <summary>Looks one host up.</summary>
    /// <param name="input">The host.</param>
    /// <returns>The answer.</returns>
    private protected AssetMatch Match(HostInput input)
    {
        _index ??= ReadInventories();
        CriticalCveHost host = input.Host;
        if (input.IsName && host.Fqdn is null)
            return _index.Match(host.ComputerName, Time.GetUtcNow());

        // An asset is stale by the time of the scan, so that an old report tells the same story on any day.
        AssetMatch match = _index.Match(host, host.Read.ScannedAt ?? host.LastSeen ?? Time.GetUtcNow());
        return input.IsName ? match with { CriticalCveHost = null } : match;
    }

    /// <summary>Reads what came down the pipeline; what names no host is an error, and the others go on.</summary>
    private protected HostInput? ReadHost(PSObject? input)
    {
        HostInput? host = input is null ? null : HostInput.Read(input);
        if (host is null)
            WriteError(HostInput.NotUnderstood(input));

        return host;
    }

    private AssetIndex ReadInventories()
    {
        InputFile[] files = [.. new InputFiles(this).Find(Path, isLiteral: false)];
        InventoryRows? rows = Inventory is null ? null : InventoryRows.Read(Inventory);
        if (files.Length == 0 && rows is null)
        {
            throw new FailureException(
                FailureId.InventoryMissing,
                Path.Length == 0 ? "No inventory was named." : "None of the inventories was found.",
                "Name a CSV or JSON file with -Path, or give objects with -Inventory.",
                Path);
        }

        MatchRules matching = MatchSettings.Read(MatchSetting) with
        {
            Reviewed = ReviewedMatchFile.Read(ReviewedMatchFile.Locate(this, MatchPath), isRequired: true),
        };
        return Run((writer, token) => Task.FromResult(
            new InventoryReading(writer, Time).Index(files, rows, matching, token)));
    }
}
