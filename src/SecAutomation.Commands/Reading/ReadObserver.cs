using System.Globalization;
using System.Management.Automation;
using SecAutomation.Commands.Errors;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Streams;

namespace SecAutomation.Commands.Reading;

/// <summary>Shows on the cmdlet's streams what happens while a file or a product is read.</summary>
/// <param name="writer">The streams.</param>
/// <param name="activity">What is being done, for the progress bar.</param>
/// <param name="activityId">The number of the progress bar; files that are read at once have their own.</param>
/// <param name="time">The clock that keeps progress from being written more often than a person can see.</param>
internal sealed class ReadObserver(IPipelineWriter writer, string activity, int activityId, TimeProvider time)
    : IReadObserver, IHttpObserver
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    private long _shownAt = time.GetTimestamp();
    private bool _isShown;

    /// <inheritdoc/>
    public void Failed(FailureException failure) => writer.Error(Failures.ToErrorRecord(failure));

    /// <inheritdoc/>
    public void Warned(string message) => writer.Warning(message);

    /// <inheritdoc cref="IReadObserver.Told"/>
    public void Told(string message) => writer.Verbose(message);

    /// <inheritdoc/>
    public void Traced(string line) => writer.Debug(line);

    /// <inheritdoc/>
    public void Advanced(in ReadProgress progress)
    {
        if (!progress.IsWaiting && time.GetElapsedTime(_shownAt) < s_interval)
            return;

        _shownAt = time.GetTimestamp();
        _isShown = true;
        string records = progress.TotalRecords is { } total
            ? string.Create(CultureInfo.CurrentCulture, $"{progress.Records:N0} of {total:N0} records")
            : string.Create(CultureInfo.CurrentCulture, $"{progress.Records:N0} records");
        string status = $"{Path.GetFileName(progress.File)}: {(progress.Place is { } place ? $"{place}, " : "")}{records}";
        writer.Progress(new ProgressRecord(activityId, activity, status) { PercentComplete = progress.Percent ?? -1 });
    }

    /// <summary>Takes the progress bar away.</summary>
    public void End()
    {
        if (_isShown)
            writer.Progress(new ProgressRecord(activityId, activity, "done") { RecordType = ProgressRecordType.Completed });
    }
}
