using System.Diagnostics;
using System.Globalization;

namespace SecAutomation.Commands.Delivery;

/// <summary>Names who claims tickets, so that a run on the same machine can tell that another one was killed.</summary>
internal static class RunOwner
{
    private static readonly Lazy<string> s_process = new(() =>
    {
        using var process = Process.GetCurrentProcess();
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{process.Id}/{process.StartTime.ToUniversalTime().Ticks}");
    });

    /// <summary>The owner of a run of this process.</summary>
    public static string Of(string run) => $"{run}@{s_process.Value}";

    /// <summary>Whether an owner was a process of this machine that has ended.</summary>
    public static bool IsGone(string owner)
    {
        string[] part = owner[(owner.LastIndexOf('@') + 1)..].Split('/');
        if (part.Length != 3 || part[0] != Environment.MachineName || !int.TryParse(part[1], NumberStyles.None, CultureInfo.InvariantCulture, out int id))
            return false;

        try
        {
            using var process = Process.GetProcessById(id);

            // Clocks of starts are exact to some milliseconds; another process of this number began at another time.
            return !long.TryParse(part[2], NumberStyles.None, CultureInfo.InvariantCulture, out long start)
                || Math.Abs(process.StartTime.ToUniversalTime().Ticks - start) > TimeSpan.TicksPerSecond;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return exception is ArgumentException or InvalidOperationException;
        }
    }
}
