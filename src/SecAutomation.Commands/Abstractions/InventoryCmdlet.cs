using System.Management.Automation;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Connections;
using SecAutomation.Commands.Reading;
using SecAutomation.Commands.Transformation;
using SecAutomation.Engine.Connections;
using SecAutomation.Remediation.Identity;

namespace SecAutomation.Commands.Abstractions;

/// <summary>
/// A cmdlet that looks hosts up in inventories. Files are read once, when the first host comes; products are asked when the last has come, for all
/// hosts together.
/// </summary>
public abstract class InventoryCmdlet : SecCmdlet
{
    private const string Role = "Inventory";

    private readonly List<(HostInput Host, Action<AssetMatch> Answer)> _waiting = [];
    private IReadOnlyList<LiveConnection>? _connections;
    private AssetIndex? _index;

    /// <summary>Connections to inventories; the default one where neither a connection nor anything else is named.</summary>
    [Parameter, ConnectionNameTransformation, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(InventoryCompleter))]
    public string[] Connection { get; set; } = [];

    /// <summary>How many requests to an inventory run at once at most.</summary>
    [Parameter, ValidateRange(1, 64)]
    public int? ThrottleLimit { get; set; }

    /// <summary>Which hosts of this call are one asset.</summary>
    private protected AssetSharing Sharing { get; } = new();

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

    /// <summary>Looks one host up: at once in files and objects, with all others in products.</summary>
    /// <param name="input">The host.</param>
    /// <param name="answer">Takes the answer.</param>
    private protected void Look(HostInput input, Action<AssetMatch> answer)
    {
        _connections ??= OpenConnections();
        if (_connections.Count > 0)
            _waiting.Add((input, answer));
        else
            answer(Match(input));
    }

    /// <inheritdoc/>
    protected override void Complete()
    {
        foreach ((HostInput host, Action<AssetMatch> answer) in _waiting)
            answer(Match(host));
    }

    private IReadOnlyList<LiveConnection> OpenConnections() => Connection.Length > 0 || (Path.Length == 0 && Inventory is null)
        ? [.. ConnectionUse.Open(this, Connection, Role, Time).Select(connection => connection.WithThrottleLimit(ThrottleLimit))]
        : [];

    private AssetMatch Match(HostInput input)
    {
        _index ??= ReadInventories();
        CriticalCveHost host = input.Host;
        if (input.IsName && host.Fqdn is null)
            return Sharing.Add(_index.Match(host.ComputerName, Time.GetUtcNow()));

        // An asset is stale by the time of the scan, so that an old report tells the same story on any day.
        AssetMatch match = _index.Match(host, host.Read.ScannedAt ?? host.LastSeen ?? Time.GetUtcNow());
        return Sharing.Add(input.IsName ? match with { CriticalCveHost = null } : match);
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
        if (files.Length == 0 && rows is null && _connections is not { Count: > 0 })
        {
            if (Path.Length == 0 && Connection.Length == 0)
                throw NotNamed();

            throw new FailureException(
                FailureId.InventoryMissing,
                Connection.Length > 0 ? "None of the connections could be opened." : "None of the inventories was found.",
                "Name a connection with -Connection or a CSV or JSON file with -Path, or give objects with -Inventory.",
                Path);
        }

        MatchRules matching = MatchSettings.Read(MatchSetting) with
        {
            Reviewed = ReviewedMatchFile.Read(ReviewedMatchFile.Locate(this, MatchPath), isRequired: true),
        };
        IReadOnlyList<LiveConnection> connections = _connections ?? [];
        HostIdentity[] sought = connections.Count == 0 ? [] : SoughtIdentities.Of(_waiting.Select(waiting => waiting.Host.Host), matching);
        return Run((writer, token) => new InventoryReading(writer, Time).IndexAsync(files, rows, new InventoryProducts(connections, sought), matching, token));
    }

    // The same condition as before there were connections, so that scripts know it by the same id.
    private static FailureException NotNamed()
    {
        FailureException none = ConnectionUse.None(Role, "a file with -Path, or objects with -Inventory");
        return new FailureException(FailureId.InventoryMissing, $"No inventory was named. {none.Message}");
    }
}
