using System.Collections;
using System.Management.Automation;
using System.Security;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Intelligence;
using SecAutomation.Commands.Reading;
using SecAutomation.Commands.Transformation;
using SecAutomation.Storage.Intelligence;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Reads feeds of CVE intelligence into one verified file.</summary>
[Cmdlet(VerbsData.Update, "CveIntelligence", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = "Path")]
[OutputType(typeof(CveIntelligenceUpdate))]
public sealed class UpdateCveIntelligenceCommand : SecCmdlet
{
    private readonly List<InputFile> _file = [];
    private readonly List<string> _cve = [];
    private InputFiles? _files;

    /// <summary>Files of feeds, or folders of them; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path", ValueFromPipeline = true), ValidateNotNullOrEmpty, SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files of feeds, or folders of them, exactly as they are named.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true), Alias("PSPath", "FullName"), ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The feeds to fetch from their servers.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Feed"), ValidateNotNullOrEmpty]
    public FeedKind[] Feed { get; set; } = [];

    /// <summary>The CVEs whose records are fetched; of the feed CveRecord.</summary>
    [Parameter(ParameterSetName = "Feed", ValueFromPipeline = true), CveIdsTransformation]
    public string[] CveId { get; set; } = [];

    /// <summary>Other addresses than the official ones, by feed.</summary>
    [Parameter(ParameterSetName = "Feed"), ValidateNotNull]
    public Hashtable? FeedUrl { get; set; }

    /// <summary>Registered connections that give address and key of their feeds.</summary>
    [Parameter(ParameterSetName = "Feed"), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(Completion.ConnectionCompleter))]
    public string[] Connection { get; set; } = [];

    /// <summary>The API key, for feeds that know one.</summary>
    [Parameter(ParameterSetName = "Feed"), ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    /// <summary>The file that keeps the intelligence; one in the user's data folder where it is not given.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? StorePath { get; set; }

    /// <summary>How old a feed may be: days, or a time span. An older one is not taken.</summary>
    [Parameter, AgeTransformation]
    public TimeSpan? MaximumAge { get; set; }

    protected override void Prepare() => _files = new InputFiles(this);

    protected override void Accept()
    {
        bool isLiteral = ParameterSetName == "LiteralPath";
        _file.AddRange(_files!.Find(isLiteral ? LiteralPath : Path, isLiteral));
        _cve.AddRange(CveId);
    }

    protected override void Complete()
    {
        string store = FullPath(StorePath) ?? IntelligenceStore.DefaultPath;
        var updating = new IntelligenceUpdating(store, MaximumAge, Time);
        IReadOnlyList<FeedSource> sources = FeedSources.Open(this, Feed, Connection, FeedUrl, ApiKey, Time);
        CveIntelligenceUpdate? update = sources.Count > 0 ? Run((writer, token) => updating.UpdateAsync(sources, _cve, writer, token))
            : _file.Count > 0 ? Run((writer, token) => updating.UpdateAsync(_file, writer, token)) : null;
        if (update is not null)
            WriteObject(update);
    }
}
