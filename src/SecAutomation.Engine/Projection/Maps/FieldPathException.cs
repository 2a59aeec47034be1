namespace SecAutomation.Engine.Projection.Maps;

/// <summary>A path of a field map is wrong. Whoever reads the manifest adds its file and line.</summary>
public sealed class FieldPathException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="field">The field's name, or the setting that holds the path.</param>
    /// <param name="path">The path.</param>
    /// <param name="column">Where in the path, from 1.</param>
    /// <param name="reason">What is wrong.</param>
    public FieldPathException(string field, string path, int column, string reason)
        : base($"{field}: the path '{path}' is wrong at column {column}: {reason}")
    {
        Field = field;
        Path = path;
        Column = column;
        Reason = reason;
    }

    /// <summary>The field's name, or the setting that holds the path.</summary>
    public string Field { get; }

    /// <summary>The path.</summary>
    public string Path { get; }

    /// <summary>Where in the path, from 1.</summary>
    public int Column { get; }

    /// <summary>What is wrong.</summary>
    public string Reason { get; }
}
