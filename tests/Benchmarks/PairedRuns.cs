using System.Globalization;

namespace SecAutomation.Benchmarks;

/// <summary>Two programs run in turn, A B A B, so that what else the machine does falls on both alike.</summary>
internal static class PairedRuns
{
    /// <summary>Runs and prints: of each the least, the median and the most, and the ratios pair by pair.</summary>
    public static void Compare(string what, int runs, IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        var pairs = new List<(MeasuredRun First, MeasuredRun Second)>();
        for (int run = -1; run < runs; run++)
        {
            (MeasuredRun, MeasuredRun) pair = (MeasuredRun.Of(first), MeasuredRun.Of(second));
            // The first pair warms the caches of files.
            if (run >= 0)
                pairs.Add(pair);
        }

        Console.WriteLine($"{what}, {runs} pairs");
        Console.WriteLine($"  A = {string.Join(' ', first)}");
        Console.WriteLine($"  B = {string.Join(' ', second)}");
        Console.WriteLine($"  {"",-20} {"least",9} {"median",9} {"most",9}");
        Line("A processor s", pairs.Select(pair => pair.First.Processor));
        Line("B processor s", pairs.Select(pair => pair.Second.Processor));
        Line("A / B processor", pairs.Select(pair => pair.First.Processor / pair.Second.Processor));
        Line("A / B wall", pairs.Select(pair => pair.First.Wall / pair.Second.Wall));
        Line("A peak MB", pairs.Select(pair => pair.First.PeakMegabytes));
        Line("B peak MB", pairs.Select(pair => pair.Second.PeakMegabytes));
    }

    private static void Line(string name, IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-20} {sorted[0],9:F3} {sorted[sorted.Length / 2],9:F3} {sorted[^1],9:F3}"));
    }
}
