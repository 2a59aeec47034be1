using System.Globalization;
using SecAutomation.Commands.Connections;
using SecAutomation.Commands.Errors;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Engine.Streams;
using SecAutomation.Remediation.Selection;

namespace SecAutomation.Commands.Reading;

/// <summary>Reads VEX documents and marks the findings of which they speak.</summary>
/// <param name="writer">Where it is told what was read and what was marked.</param>
/// <param name="time">The clock.</param>
internal sealed class VexReading(IPipelineWriter writer, TimeProvider time)
{
    /// <summary>Marks what the documents say is fixed or not affected. A document that cannot be read to its end is an error and marks nothing.</summary>
    public IReadOnlyList<ScannedHost> Mark(IEnumerable<ScannedHost> hosts, IReadOnlyList<InputFile> documents, CancellationToken token)
    {
        var marking = new VexMarking([.. documents.SelectMany(file => Read(file, token))]);
        int count = 0;
        ScannedHost[] marked = [.. hosts.Select(host => marking.Mark(host, finding => Tell(host, finding)))];
        writer.Verbose(string.Create(
            CultureInfo.InvariantCulture,
            $"VEX documents marked {count} findings; {marking.Unmarked} more have a CVE that they speak of, and stay: the statements are of other products, versions or systems, or say that they are affected."));
        return marked;

        void Tell(ScannedHost host, Finding finding)
        {
            count++;
            writer.Verbose($"{host.Identity.ComputerName}: {finding} is {finding.State} and not the scanner's word: {finding.StateReason}.");
        }
    }

    private IReadOnlyList<VexStatement> Read(InputFile file, CancellationToken token)
    {
        var observer = new ReadObserver(writer, "Reading VEX documents", int.MaxValue, time);
        StatementRead read;
        try
        {
            read = ConnectorSource.Files.ReadStatements(file.Path, observer, token);
        }
        finally
        {
            observer.End();
        }

        // A folder of documents holds other files too; asked for by name, the same file is an error.
        if (file.IsFromFolder && read.Failure is { Id: FailureId.FormatNotRecognised } foreign)
            writer.Warning($"{file.Path} was left out. {foreign.Message}");
        else if (read.Failure is not null)
            writer.Error(Failures.ToErrorRecord(read.Failure, file.Path));

        return read.Statement;
    }
}
