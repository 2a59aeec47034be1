using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Projection;

namespace SecAutomation.Engine.Streams;

/// <content>Documents in which vendors say which products a CVE affects.</content>
public sealed partial class FileStreams
{
    private readonly StreamRecognition _statements = new(catalog, StreamOutput.Statements);

    /// <summary>Reads one document, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="observer">Hears of single values that could not be used, and of progress.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public StatementRead ReadStatements(string path, IReadObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(observer);
        try
        {
            using OpenedContent content = OpenedContent.Open(path, limits);
            StreamManifest stream = _statements.Recognise(path, content.Peek());
            observer.Told($"{path} is read as {stream.Title} ({stream}).");
            var reading = new StreamReading(path, stream, observer, time);
            var statements = new StatementReader(path);
            Pass(stream, content);
            foreach (StreamManifest part in stream.Also)
            {
                using OpenedContent again = OpenedContent.Open(path, limits);
                Pass(part, again);
            }

            reading.End();
            FailureException? failure = reading.Failure ?? statements.Objection;
            return new StatementRead(path, failure is null ? statements.Build(observer) : [], failure);

            void Pass(StreamManifest part, OpenedContent opened)
            {
                using RecordReader reader = RecordReader.Open(part.Map, opened, limits);
                var fields = new FieldReader(reader, reading.Tally);
                reading.Run(reader, opened, () => statements.Take(fields, part), cancellationToken);
            }
        }
        catch (FailureException failure)
        {
            return new StatementRead(path, [], failure);
        }
    }
}
