using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Transformation;
using SecAutomation.Engine.Streams;
using SecAutomation.Remediation.Selection;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Step 1: the hosts that contain a critical CVE.</summary>
[Cmdlet(VerbsCommon.Get, "CriticalCveHost", DefaultParameterSetName = ConnectionSet)]
[OutputType(typeof(CriticalCveHost))]
public sealed class GetCriticalCveHostCommand : PrioritisedReportCmdlet
{
    private CriticalRule _rule = new();

    /// <summary>Only these CVEs, whatever their score.</summary>
    [Parameter, CveIdTransformation, ArgumentCompleter(typeof(TicketCveCompleter))]
    public string[] CveId { get; set; } = [];

    /// <summary>The score from which a finding is critical. 9.0.</summary>
    [Parameter, ValidateRange(0.0, 10.0)]
    public double MinimumCvss { get; set; } = 9.0;

    /// <summary>Which score or label decides. NewestCvss.</summary>
    [Parameter]
    public SeverityBasis SeverityBasis { get; set; }

    /// <summary>Only findings last seen at this time or later.</summary>
    [Parameter, InstantTransformation]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Only these hosts; wildcards are allowed. One whole name is also the host of reports that name none.</summary>
    [Parameter, ValidateNotNullOrEmpty, SupportsWildcards]
    public string[] ComputerName { get; set; } = [];

    /// <summary>Also findings that carry no CVE.</summary>
    [Parameter]
    public SwitchParameter IncludeNoCve { get; set; }

    /// <summary>Also findings that are fixed or accepted.</summary>
    [Parameter]
    public SwitchParameter IncludeFixed { get; set; }

    /// <summary>Also hosts with nothing critical, and of each host all that was seen on it: what Update-RemediationTicket closes tickets by.</summary>
    [Parameter]
    public SwitchParameter IncludeClean { get; set; }

    /// <summary>Also what was read of a report that ends early, marked as incomplete.</summary>
    [Parameter]
    public SwitchParameter AllowPartial { get; set; }

    // A label is no score, and a host with nothing critical is told by what the server would leave out.
    private protected override FindingQuery CreateQuery() => IncludeClean ? FindingQuery.Everything : new FindingQuery
    {
        Since = Since, CveId = CveId, IncludesFixed = IncludeFixed, Severity = SeverityBasis == SeverityBasis.Vendor && CveId.Length == 0 ? [.. Enum.GetValues<Severity>().Where(label => label >= CvssScore.SeverityOf(MinimumCvss))] : [],
    };

    protected override void Prepare()
    {
        _rule = new CriticalRule
        {
            MinimumCvss = MinimumCvss, Basis = SeverityBasis, CveId = CveId, Since = Since,
            IncludeNoCve = IncludeNoCve, IncludeFixed = IncludeFixed, IncludeClean = IncludeClean, ComputerName = ComputerName,
        };
        OpenTable();
        Open(_rule.CreateFilter(), AllowPartial, OnlyHost(ComputerName));
    }

    /// <summary>The host of reports that name none: one name, and no wildcard that could mean another machine.</summary>
    private static string? OnlyHost(string[] names) =>
        names is [string name] && !WildcardPattern.ContainsWildcardCharacters(name) ? name : null;

    protected override void Complete()
    {
        IEnumerable<ScannedHost> hosts = MarkStated(ReadToEnd());
        foreach (CriticalCveHost host in Prioritise(Run((_, token) => Task.FromResult(CriticalHosts.Select(hosts, _rule, token)))))
            WriteObject(host);
    }
}
