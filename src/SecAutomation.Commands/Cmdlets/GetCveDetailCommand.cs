using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Intelligence;
using SecAutomation.Commands.Transformation;
using SecAutomation.Remediation.Intelligence;
using SecAutomation.Storage.Intelligence;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>What the feeds say of CVEs, offline.</summary>
[Cmdlet(VerbsCommon.Get, "CveDetail")]
[OutputType(typeof(CveDetail))]
public sealed class GetCveDetailCommand : SecCmdlet
{
    private IntelligenceStore? _store;

    /// <summary>CVEs, or hosts, findings and rows that carry some.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true), AllowEmptyCollection]
    [CveIdsTransformation]
    public string[] CveId { get; set; } = [];

    /// <summary>The file that keeps the intelligence; one in the user's data folder where it is not given.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? StorePath { get; set; }

    /// <summary>How old a feed may be: days, or a time span.</summary>
    [Parameter, AgeTransformation]
    public TimeSpan? MaximumAge { get; set; }

    /// <summary>What becomes of the call where a feed is older. Warning.</summary>
    [Parameter]
    public StaleTreatment IfStale { get; set; }

    protected override void Prepare()
    {
        string path = FullPath(StorePath) ?? IntelligenceStore.DefaultPath;
        // Compiled while the file is read and hashed: the first answer is as fast as the others.
        _ = Task.Run(static () => CveDetails.Describe("", new CveFacts(), []));
        _store = Run((writer, _) => Task.FromResult(IntelligenceFile.Open(path, MaximumAge, IfStale, Time.GetUtcNow(), writer)));
    }

    protected override void Accept()
    {
        foreach (string cve in CveId)
            WriteObject(CveDetails.Describe(cve, _store!.Find(cve), _store.Feeds));
    }
}
