using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Intelligence;
using SecAutomation.Commands.Transformation;
using SecAutomation.Remediation.Identity;
using SecAutomation.Remediation.Intelligence;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Step 3: addresses, operating system, installed software and owner. One answer for each host.</summary>
[Cmdlet(VerbsCommon.Get, "AssetDetail", DefaultParameterSetName = "InputObject")]
[OutputType(typeof(AssetDetail))]
public sealed class GetAssetDetailCommand : InventoryCmdlet
{
    private const int NamedInWarning = 10;

    private readonly List<string> _unidentified = [];
    private AssetDeciding? _deciding;
    private int _count;
    private Action<PSObject?>? _take;
    private Action<AssetMatch>? _write;

    /// <summary>Matches of step 2; where an inventory is named or is the default, also hosts and names.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject"), AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Names of hosts.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ComputerName"), ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TicketHostCompleter))]
    public string[] ComputerName { get; set; } = [];

    /// <summary>What of an asset answers which question of a decision table, beside what comes with the module.</summary>
    [Parameter, ValidateNotNull]
    public System.Collections.Hashtable? AssetAnswer { get; set; }

    protected override void Prepare() =>
        _deciding = new AssetDeciding(new EarlierTables(WriteWarning).Find, AssetAnswerSettings.Read(AssetAnswer));

    protected override void Accept()
    {
        if (ParameterSetName == "ComputerName")
        {
            foreach (string name in ComputerName)
                Look(HostInput.OfName(name), _write ??= Write);
        }
        else
        {
            GivenObjects.Each(InputObject, _take ??= Take);
        }
    }

    protected override void Complete()
    {
        base.Complete();
        if (_unidentified.Count == 0)
            return;

        int others = _unidentified.Count - NamedInWarning;
        WriteWarning($"{_unidentified.Count} of {_count} hosts were not identified and go on with their MatchStatus: "
            + string.Join(", ", _unidentified.Take(NamedInWarning)) + (others > 0 ? $" and {others} more." : "."));
    }

    private void Take(PSObject? input)
    {
        if (input is not null && ResultShape.IsMatch(input))
            Write(RecordRebuilder.Rebuild<AssetMatch>(input));
        else if (ReadHost(input) is { } host)
            Look(host, _write ??= Write);
    }

    private void Write(AssetMatch match)
    {
        _count++;
        if (match.Status != MatchStatus.Matched)
            _unidentified.Add($"{match.ComputerName} ({match.Status})");

        WriteObject(_deciding!.Decide(AssetDetails.Describe(match)));
    }
}
