using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Transformation;
using SecAutomation.Storage.Intelligence;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Reads feeds of CVE intelligence into one verified file.</summary>
[Cmdlet(VerbsData.Update, "CveIntelligence", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = "Path")]
[OutputType(typeof(CveIntelligenceUpdate))]
public sealed class UpdateCveIntelligenceCommand : SecCmdlet
{
    private readonly List<InputFile> _file = [];
    private InputFiles? _files;

    /// <summary>Files of feeds, or folders of them; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path", ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty, SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files of feeds, or folders of them, exactly as they are named.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName"), ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

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
    }

    protected override void Complete()
    {
        if (_file.Count == 0)
            return;

        string store = StorePath is null
            ? IntelligenceStore.DefaultPath
            : SessionState.Path.GetUnresolvedProviderPathFromPSPath(StorePath);
        var updating = new IntelligenceUpdating(store, MaximumAge, Time);
        if (Run((writer, token) => updating.UpdateAsync(_file, writer, token)) is { } update)
            WriteObject(update);
    }
}
