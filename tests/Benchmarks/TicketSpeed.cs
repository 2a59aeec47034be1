using System.Globalization;
using SecAutomation.Testing;

namespace SecAutomation.Benchmarks;

/// <summary>How many tickets a second, in the local store and in the trackers that tests/Servers started, and a run that finds nothing new.</summary>
internal static class TicketSpeed
{
    private const int FindingsOfHost = 100;

    /// <summary>Measures.</summary>
    /// <param name="count">How many tickets for each; the local store gets ten times as many.</param>
    public static void Measure(int count)
    {
        string[] shell = ShellRuns.Shells().First().Command;
        Say("local store", Run(shell, "", 10 * count, 1), 10 * count, 1);
        Say("local store", Run(shell, "", 10 * count, FindingsOfHost), 10 * count, FindingsOfHost);
        foreach (string product in (string[])["RequestTracker", "Redmine"])
        {
            if (Environment.GetEnvironmentVariable($"SECAUTOMATION_{product.ToUpperInvariant()}_URL") is { Length: > 0 })
                Say(product, Run(shell, product, count, 1), count, 1);
            else
                Console.WriteLine($"{product}: tests/Servers did not start it, so it was not measured.");
        }
    }

    private static void Say(string place, string took, int tickets, int findings)
    {
        double[] seconds = [.. took.Split(' ').Select(one => double.Parse(one, CultureInfo.InvariantCulture))];
        Console.WriteLine($"{place,-16} {tickets,6} tickets of {findings,3} findings: {seconds[0],7:F1} s, {tickets / seconds[0],6:F1}/s; the same again, which writes nothing: {seconds[1],6:F1} s");
    }

    private static string Run(string[] shell, string product, int count, int findings)
    {
        string folder = Directory.CreateTempSubdirectory("secautomation-").FullName;
        try
        {
            return ShellRuns.Output(
                [.. shell, $"& '{RepositoryRoot.Combine("tests", "Benchmarks", "Scripts", "Measure-Tickets.ps1")}' -Product '{product}' -Count {count} -Findings {findings} -Folder '{folder}'"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
