namespace SecAutomation.Engine.Manifests.Parsing;

/// <summary>Everything that is wrong in the files read so far, so that an author sees it all at once.</summary>
internal sealed class ManifestProblems
{
    private readonly List<ManifestProblem> _problems = [];

    /// <summary>What was found, in order of file and place.</summary>
    public IReadOnlyList<ManifestProblem> Found =>
        [.. _problems.OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line).ThenBy(problem => problem.Column)];

    /// <summary>Hears of each map all keys of which were asked for, so that what editors are told can be compared with them; null: nobody listens.</summary>
    public Action<MapReader>? Closed { get; init; }

    /// <summary>How many there are.</summary>
    public int Count => _problems.Count;

    /// <summary>Adds one.</summary>
    public void Add(string file, ManifestNode at, string message) => Add(file, at.Line, at.Column, message);

    /// <summary>Adds one.</summary>
    public void Add(string file, int line, int column, string message) =>
        _problems.Add(new ManifestProblem(file, line, column, message));

    /// <summary>One failure that names every problem.</summary>
    /// <param name="source">The folder or assembly.</param>
    public FailureException ToFailure(string source)
    {
        IReadOnlyList<ManifestProblem> found = Found;
        string message = found.Count == 1
            ? $"A connector is not valid. {found[0]}"
            : $"The connectors of {source} have {found.Count} problems:{Environment.NewLine}{string.Join(Environment.NewLine, found)}";
        return new FailureException(FailureId.ManifestInvalid, message, target: found);
    }
}
