using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Formatting;
using SecAutomation.Commands.Transformation;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Step 2: the hosts in the inventories. One answer for each host that is asked for.</summary>
[Cmdlet(VerbsCommon.Find, "Asset", DefaultParameterSetName = "InputObject")]
[OutputType(typeof(AssetMatch))]
public sealed class FindAssetCommand : InventoryCmdlet
{
    private const int MostShared = 10;

    private Action<PSObject?>? _take;
    private Action<AssetMatch>? _write;

    /// <summary>Hosts of step 1, names, or any objects that name a host.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject"), AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Names of hosts.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ComputerName"), ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TicketHostCompleter))]
    public string[] ComputerName { get; set; } = [];

    /// <summary>Tell every rule that was tried, in <c>Attempt</c>.</summary>
    [Parameter]
    public SwitchParameter Explain { get; set; }

    protected override void Accept()
    {
        if (ParameterSetName != "ComputerName")
        {
            GivenObjects.Each(InputObject, _take ??= Take);
            return;
        }

        foreach (string name in ComputerName)
            Look(HostInput.OfName(name), _write ??= Write);
    }

    private void Take(PSObject? input)
    {
        if (ReadHost(input) is { } host)
            Look(host, _write ??= Write);
    }

    protected override void Complete()
    {
        base.Complete();
        IReadOnlyList<(Asset Record, string[] Host)> shared = Sharing.Shared();
        foreach ((Asset record, string[] hosts) in shared.Take(MostShared))
            WriteWarning(ViewText.Clean($"{string.Join(" and ", hosts)} are one asset: {record}."));
        if (shared.Count > MostShared)
            WriteWarning($"{shared.Count - MostShared} more assets are several hosts each; SameAssetAs tells which.");
    }

    private void Write(AssetMatch match)
    {
        // Not an error: a scheduled run that ends at errors would end here before any ticket, for the one host that a ticket asks about anyway.
        if (match.Status == MatchStatus.Ambiguous)
            WriteWarning(AmbiguousHost.Warning(match));
        else if (match.Status != MatchStatus.Matched)
            WriteWarning($"{match.FailureId?.ToString() ?? match.Status.ToString()}: {match.ComputerName}. {match.Reason}");

        WriteObject(Explain ? ExplainedMatch.Mark(match) : match with { Attempt = [] });
    }
}
