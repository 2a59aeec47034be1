using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Rules;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Shows what runs on this machine may do at most, and which file says so.</summary>
[Cmdlet(VerbsCommon.Get, "RemediationPolicy")]
[OutputType(typeof(RemediationLimit))]
public sealed class GetRemediationPolicyCommand : SecCmdlet
{
    /// <summary>The limits that are wanted; all where it is not given.</summary>
    [Parameter(Position = 0), ValidateSet("Creates", "Updates", "Closes", "Share", "CloseMode", "Teams", "Trackers")]
    public string[]? Name { get; set; }

    protected override void Accept()
    {
        RemediationLimit[] limits = PolicyView.Of(PolicyFile.Read());
        if (limits.Length == 0)
            WriteVerbose($"There is no policy. It would be read from {PolicyFile.MachinePath} and {PolicyFile.UserPath}.");

        foreach (RemediationLimit limit in limits.Where(limit => Name is null || Name.Contains(limit.Name, StringComparer.OrdinalIgnoreCase)))
            WriteObject(limit);
    }
}
