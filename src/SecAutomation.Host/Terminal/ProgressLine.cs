using System.Globalization;
using System.Management.Automation;

namespace SecAutomation.Host.Terminal;

/// <summary>One line on the terminal that says how far the work is; it is gone before anything else is written.</summary>
public sealed class ProgressLine(TextWriter terminal, bool isTerminal, Func<int> width, TimeProvider time)
{
    private const int BarWidth = 20;

    // A terminal cannot be read faster, and a slow one must not slow the work.
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private long _drawnAt;
    private bool _isDrawn;

    /// <summary>Shows a record, or takes the line away where the record ends the activity.</summary>
    public void Show(ProgressRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (!isTerminal)
        {
            return;
        }

        if (record.RecordType == ProgressRecordType.Completed)
        {
            Clear();
            return;
        }

        if (_isDrawn && time.GetElapsedTime(_drawnAt) < s_interval)
        {
            return;
        }

        string line = Describe(record);
        int room = Math.Max(width() - 1, 0);
        terminal.Write("\r\u001b[K" + (line.Length > room ? line[..room] : line));
        terminal.Flush();
        _drawnAt = time.GetTimestamp();
        _isDrawn = true;
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (_isDrawn)
        {
            terminal.Write("\r\u001b[K");
            terminal.Flush();
            _isDrawn = false;
        }
    }

    private static string Describe(ProgressRecord record)
    {
        string status = string.Join(' ', new[] { record.StatusDescription, record.CurrentOperation }
            .Where(text => !string.IsNullOrWhiteSpace(text)));
        if (record.PercentComplete < 0)
        {
            return $"{record.Activity}  {status}";
        }

        int done = Math.Min(record.PercentComplete, 100) * BarWidth / 100;
        string percent = record.PercentComplete.ToString(CultureInfo.InvariantCulture);
        return $"{record.Activity}  [{new string('#', done)}{new string(' ', BarWidth - done)}] {percent}%  {status}";
    }
}
