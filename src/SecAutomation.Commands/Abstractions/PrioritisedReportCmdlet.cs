using System.Collections;
using System.Management.Automation;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Intelligence;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Commands.Reading;
using SecAutomation.Commands.Transformation;
using SecAutomation.Remediation.Intelligence;
using SecAutomation.Storage.Intelligence;

namespace SecAutomation.Commands.Abstractions;

/// <summary>A cmdlet that reads scan reports and knows what the feeds say of their CVEs.</summary>
public abstract class PrioritisedReportCmdlet : ReportCmdlet
{
    private CveDeciding? _deciding;

    /// <summary>Only findings with a CVE that is known to be exploited.</summary>
    [Parameter]
    public SwitchParameter KnownExploited { get; set; }

    /// <summary>Only findings with a CVE of this EPSS score or a higher one, 0 to 1.</summary>
    [Parameter, ValidateRange(0.0, 1.0)]
    public double? MinimumEpss { get; set; }

    /// <summary>The table that decides how urgent each CVE is: the name of one that comes with the module, or a file.</summary>
    [Parameter, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(DecisionTableCompleter))]
    public string? DecisionTable { get; set; }

    /// <summary>Answers to questions of the table that no source answers.</summary>
    [Parameter, ValidateNotNull]
    public Hashtable? DecisionDefault { get; set; }

    /// <summary>The file that keeps the intelligence; one in the user's data folder where it is not given.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? IntelligencePath { get; set; }

    /// <summary>How old a feed may be: days, or a time span.</summary>
    [Parameter, AgeTransformation]
    public TimeSpan? MaximumAge { get; set; }

    /// <summary>What becomes of the call where a feed is older. Warning.</summary>
    [Parameter]
    public StaleTreatment IfStale { get; set; }

    /// <summary>VEX documents, or folders of them; wildcards are allowed. Findings that they state not to be affected or to be fixed are marked so.</summary>
    [Parameter, ValidateNotNullOrEmpty, SupportsWildcards]
    public string[] VexPath { get; set; } = [];

    private bool NeedsIntelligence => KnownExploited || MinimumEpss is not null || DecisionTable is not null || IntelligencePath is not null;

    /// <summary>Reads the table, so that a wrong one is told before the reports are read.</summary>
    private protected void OpenTable()
    {
        var defaults = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in DecisionDefault ?? [])
            defaults[$"{entry.Key}"] = $"{entry.Value}";

        _deciding = DecisionTable is null ? null : new CveDeciding(DecisionTableFile.Read(this, DecisionTable), defaults);
    }

    /// <summary>Marks the findings of which vendors state that they are fixed or do not affect the product.</summary>
    private protected IEnumerable<ScannedHost> MarkStated(IEnumerable<ScannedHost> hosts)
    {
        InputFile[] documents = [.. new InputFiles(this).Find(VexPath, isLiteral: false)];
        return documents.Length == 0
            ? hosts
            : Run((writer, token) => Task.FromResult(new VexReading(writer, Time).Mark(hosts, documents, token)));
    }

    /// <summary>Adds what the feeds say, where there are any.</summary>
    private protected IReadOnlyList<CriticalCveHost> Prioritise(IReadOnlyList<CriticalCveHost> hosts)
    {
        string path = FullPath(IntelligencePath) ?? IntelligenceStore.DefaultPath;
        if (!NeedsIntelligence && !File.Exists(path))
            return hosts;

        return Run((writer, _) => Task.FromResult(Prioritise(hosts, path, writer)));
    }

    private IReadOnlyList<CriticalCveHost> Prioritise(IReadOnlyList<CriticalCveHost> hosts, string path, IPipelineWriter writer)
    {
        IntelligenceStore store;
        try
        {
            store = IntelligenceFile.Open(path, MaximumAge, IfStale, Time.GetUtcNow(), writer);
        }
        catch (FailureException failure) when (!NeedsIntelligence && failure.Id != FailureId.IntelligenceStale)
        {
            // Nobody asked for it: what it would add stays not known.
            writer.Warning(failure.Message);
            return hosts;
        }

        // Whether somebody once ran Update-CveIntelligence on this machine must not change which hosts count.
        writer.Verbose($"The CVE intelligence in {path} raises Priority and tells KnownExploited{(KnownExploited || MinimumEpss is not null ? ", and narrows the hosts by what was asked for" : "; which hosts count does not depend on it")}.");
        Require(store, path, KnownExploited, FeedKind.Kev);
        Require(store, path, MinimumEpss is not null, FeedKind.Epss);
        var priorities = new HostPriorities(
            cve => CveDetails.Describe(cve, store.Find(cve), store.Feeds), _deciding, KnownExploited, MinimumEpss);
        IReadOnlyList<CriticalCveHost> prioritised = priorities.Apply(hosts);
        if (priorities.Unscored.Count > 0)
            writer.Warning($"{priorities.Unscored.Count} CVEs have no EPSS score and count, as not known is not low: {string.Join(", ", priorities.Unscored.Order(StringComparer.Ordinal).Take(5))}.");

        return prioritised;
    }

    private static void Require(IntelligenceStore store, string path, bool isNeeded, FeedKind feed)
    {
        if (isNeeded && store.Feeds.All(known => known.Kind != feed))
        {
            throw new FailureException(
                FailureId.IntelligenceMissing, $"The CVE intelligence in {path} has no feed {feed}, so that nothing would be known.",
                $"Read {feed} with Update-CveIntelligence.", path);
        }
    }
}
