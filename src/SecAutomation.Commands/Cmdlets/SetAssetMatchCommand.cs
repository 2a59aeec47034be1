using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Reading;
using SecAutomation.Commands.Transformation;
using SecAutomation.Remediation.Identity;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Keeps a person's decision on which asset a host is. It wins over every rule next time, and says so.</summary>
[Cmdlet(VerbsCommon.Set, "AssetMatch", SupportsShouldProcess = true, DefaultParameterSetName = "Asset")]
[OutputType(typeof(AssetMatch))]
public sealed class SetAssetMatchCommand : SecCmdlet
{
    /// <summary>The host: its full name where it has one, or an answer of Find-Asset.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public PSObject[] ComputerName { get; set; } = [];

    /// <summary>The asset: one of the candidates, or the identifier of its record, or its name.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Asset")]
    public PSObject? Asset { get; set; }

    /// <summary>None of the inventory's assets is the host.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "None")]
    public SwitchParameter NoAsset { get; set; }

    /// <summary>The inventory that the decision is about. That of the asset; every inventory for a bare identifier.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? Source { get; set; }

    /// <summary>Why, in words.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? Comment { get; set; }

    /// <summary>The file of reviewed matches. The environment variable SECAUTOMATION_MATCHPATH.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? MatchPath { get; set; }

    protected override void Accept()
    {
        string file = ReviewedMatchFile.Locate(this, MatchPath) ?? throw new FailureException(
            FailureId.FileNotFound, "No file of reviewed matches is named.", $"Name one with -MatchPath or {ReviewedMatchFile.Setting}.");
        Asset? asset = Asset is null || Asset.BaseObject is string ? null : RecordRebuilder.Rebuild<Asset>(Asset);
        foreach (PSObject input in ComputerName)
        {
            if (HostInput.Read(input) is not { } host)
            {
                WriteError(HostInput.NotUnderstood(input));
                continue;
            }

            ReviewedMatch decision = Reviewing.Decide(host.Host, asset, Asset?.BaseObject as string, Source, Comment, Time);
            if (!ShouldProcess($"{decision.ComputerName} is {decision.Asset ?? "none"}{(decision.Source is null ? "" : $" of {decision.Source}")}", $"Keep in {file}"))
                continue;
            ReviewedMatchFile.Add(file, decision);
            WriteObject(Reviewing.Answer(host, asset, decision, file));
        }
    }
}
