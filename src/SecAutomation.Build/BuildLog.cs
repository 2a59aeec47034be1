using System.Diagnostics;
using System.Globalization;

namespace SecAutomation.Build;

/// <summary>Tells the reader what goes on: one line a step.</summary>
public sealed class BuildLog(TextWriter output, TextWriter errors)
{
    /// <summary>Results, as they are.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Says something on a line of its own.</summary>
    public void Say(string line) => Output.WriteLine(line);

    /// <summary>Says something that nobody may overlook.</summary>
    public void Warn(string line) => errors.WriteLine($"WARNING: {line}");

    /// <summary>Begins a step; disposing it ends the step. The time stands only where somebody would wonder.</summary>
    public IDisposable Step(string title)
    {
        Output.Write($"{title} ...");
        Output.Flush();
        return new StepEnd(Output, Stopwatch.GetTimestamp());
    }

    private sealed class StepEnd(TextWriter output, long started) : IDisposable
    {
        public void Dispose()
        {
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            output.WriteLine(seconds < 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" {seconds:0} s"));
        }
    }
}
