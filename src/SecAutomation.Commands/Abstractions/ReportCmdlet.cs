using System.Management.Automation;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Connections;
using SecAutomation.Commands.Reading;
using SecAutomation.Commands.Transformation;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Streams;

namespace SecAutomation.Commands.Abstractions;

/// <summary>A cmdlet that reads scanners, or scan reports while their names come down the pipeline.</summary>
public abstract class ReportCmdlet : SecCmdlet
{
    /// <summary>The parameter set of <see cref="Path"/>.</summary>
    protected const string PathSet = "Path";

    /// <summary>The parameter set of <see cref="LiteralPath"/>.</summary>
    protected const string LiteralPathSet = "LiteralPath";

    /// <summary>The parameter set of <see cref="Connection"/>.</summary>
    protected const string ConnectionSet = "Connection";

    private const string Role = "Scanner";

    private ReportReading? _reading;
    private InputFiles? _files;

    /// <summary>Scan reports, or folders of them; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Scan reports, or folders of them, exactly as they are named.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Connections to scanners; the default one where neither a connection nor a report is named.</summary>
    [Parameter(ParameterSetName = ConnectionSet), ConnectionNameTransformation, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ScannerCompleter))]
    public string[] Connection { get; set; } = [];

    /// <summary>How many requests to a scanner run at once at most.</summary>
    [Parameter(ParameterSetName = ConnectionSet), ValidateRange(1, 64)]
    public int? ThrottleLimit { get; set; }

    /// <summary>What a scanner may leave out. A method, as PowerShell looks at all properties when the module is imported, and would load their types.</summary>
    private protected virtual FindingQuery CreateQuery() => FindingQuery.Everything;

    /// <summary>Says what is wanted of the reports; to be called before the first of them comes.</summary>
    /// <param name="filter">Which findings.</param>
    /// <param name="allowPartial">Whether a report that ends early counts with what was read of it.</param>
    /// <param name="host">The host of reports that name none; null where it is not known.</param>
    private protected void Open(FindingFilter filter, bool allowPartial, string? host)
    {
        _reading = new ReportReading(filter, allowPartial, host, Time, StopToken);
        _files = new InputFiles(this);
    }

    /// <summary>Waits for the last report.</summary>
    /// <returns>The hosts of all reports.</returns>
    private protected IEnumerable<ScannedHost> ReadToEnd()
    {
        DrainToEnd(_reading!.Pump);
        return _reading.Host;
    }

    /// <inheritdoc/>
    protected override void Accept()
    {
        if (ParameterSetName == ConnectionSet)
        {
            AcceptConnections();
            return;
        }

        bool isLiteral = ParameterSetName == LiteralPathSet;
        foreach (InputFile file in _files!.Find(isLiteral ? LiteralPath : Path, isLiteral))
            _reading!.Start(file);

        _reading!.Pump.DrainReady(this);
    }

    private void AcceptConnections()
    {
        IReadOnlyList<LiveConnection> connections = ConnectionUse.Open(this, Connection, Role, Time);
        if (connections.Count == 0 && Connection.Length == 0)
            throw ConnectionUse.None(Role, "scan reports with -Path");

        foreach (LiveConnection connection in connections)
            _reading!.Start(connection.WithThrottleLimit(ThrottleLimit), CreateQuery());
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _reading?.Dispose();

        base.Dispose(disposing);
    }
}
