using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SecAutomation.Benchmarks;

/// <summary>What one run of a program took, itself and what it started.</summary>
/// <param name="Processor">User and system time, in seconds.</param>
/// <param name="Wall">From start to end, in seconds.</param>
/// <param name="PeakMegabytes">The most memory that it was seen to hold; looked at every 20 ms.</param>
internal sealed partial record MeasuredRun(double Processor, double Wall, double PeakMegabytes)
{
    private const int Children = -1;

    /// <summary>Runs a command to its end.</summary>
    public static MeasuredRun Of(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        double before = OfChildren();
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        double peak = 0;
        while (!process.WaitForExit(20))
            peak = Math.Max(peak, Peak(process));

        process.WaitForExit();
        double wall = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with exit code {process.ExitCode}: {errors.Result}");

        double processor = OperatingSystem.IsWindows() ? process.TotalProcessorTime.TotalSeconds : OfChildren() - before;
        return new MeasuredRun(processor, wall, peak);
    }

    private static double Peak(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64 / 1e6;
        }
        catch (Exception ended) when (ended is InvalidOperationException or Win32Exception)
        {
            return 0;
        }
    }

    // Of all children that have ended: of one that has, the platform tells nothing any more.
    private static double OfChildren()
    {
        if (OperatingSystem.IsWindows())
            return 0;

        long[] usage = new long[36];
        if (GetUsage(Children, usage) != 0)
            throw new InvalidOperationException("The processor time of ended programs cannot be read.");

        return usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, [Out] long[] usage);
}
