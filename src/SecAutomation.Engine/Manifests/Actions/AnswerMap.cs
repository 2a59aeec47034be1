using System.Text;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Manifests.Actions;

/// <summary>Where the values of a short JSON answer stand: the id of a job, its state, what a created ticket says.</summary>
public sealed class AnswerMap
{
    private readonly FieldMap _map;

    private AnswerMap(FieldMap map) => _map = map;

    /// <summary>Compiles paths from the answer's root.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="fields">The values by name, each with one path or several of which the first with a value counts.</param>
    /// <param name="whole">The place where no path is to blame.</param>
    /// <returns>Null where a path is broken, which was reported.</returns>
    internal static AnswerMap? Compile(
        string file, ManifestProblems problems, IReadOnlyList<KeyValuePair<string, IReadOnlyList<ManifestScalar>>> fields, ManifestNode whole)
    {
        FieldDraft[] drafts = [.. fields.Where(field => field.Value.Count > 0).Select(field => new FieldDraft { Term = new FieldTerm(field.Key, FieldKind.Text, ""), Paths = field.Value })];
        var definition = new FieldMapDefinition { Format = RecordFormat.Json, Fields = [.. drafts.SelectMany(draft => draft.Definitions())] };
        return new PathCompiler(file, problems).Compile(definition, drafts, null, null, whole) is { } map ? new AnswerMap(map) : null;
    }

    /// <summary>Reads an answer to its end.</summary>
    /// <exception cref="FailureException"><see cref="FailureId.AnswerNotUnderstood"/>, <see cref="FailureId.ReadIncomplete"/>, <see cref="FailureId.TimedOut"/>.</exception>
    public AnswerValues Read(HttpAnswer answer, ReadLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        using OpenedContent content = answer.Open(limits, cancellationToken);
        return Read(content, limits, cancellationToken);
    }

    /// <summary>Reads the text of an answer.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">What it is called in messages.</param>
    /// <param name="limits">How much memory it may take.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FailureException"><see cref="FailureId.ReadIncomplete"/>: it is no JSON.</exception>
    public AnswerValues Read(string text, string source, ReadLimits limits, CancellationToken cancellationToken)
    {
        using OpenedContent content = OpenedContent.FromStream(new MemoryStream(Encoding.UTF8.GetBytes(text)), source, limits);
        return Read(content, limits, cancellationToken);
    }

    private AnswerValues Read(OpenedContent content, ReadLimits limits, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        using RecordReader reader = RecordReader.Open(_map, content, limits);
        while (reader.Read(cancellationToken))
        {
            if (reader.Failure is { } failure)
                throw failure;
            for (int slot = 0; slot < _map.FieldCount; slot++)
                values[_map.Definition.Fields[slot].Name] = [.. Enumerable.Range(0, reader.Count(slot)).Select(i => reader.Text(slot, i)!)];
        }

        return new AnswerValues(values);
    }
}
