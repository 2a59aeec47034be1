using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using SecAutomation.Remediation.Intelligence;
using SecAutomation.Remediation.Intelligence.Cvss;
using SecAutomation.Storage.Intelligence;

namespace SecAutomation.Benchmarks;

/// <summary>How fast CVE intelligence is loaded and answers, in a process that just began, and how fast CVSS vectors are scored.</summary>
internal static class IntelligenceSpeed
{
    private const int Answers = 100_000;

    private static readonly string[] s_vectors =
    [
        "AV:N/AC:L/Au:N/C:C/I:C/A:C",
        "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H/E:F/RL:O/RC:C",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
    ];

    /// <summary>Writes a store, and lets new processes load it.</summary>
    public static void Measure(int count)
    {
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors; {count:N0} CVEs");
        string path = Path.Combine(Path.GetTempPath(), $"cve-intelligence-{Environment.ProcessId}.bin");
        try
        {
            var watch = Stopwatch.StartNew();
            Write(path, count);
            Console.WriteLine($"written in {watch.Elapsed.TotalMilliseconds:N0} ms, {new FileInfo(path).Length / 1e6:N1} MB");
            for (int round = 0; round < 5; round++)
            {
                using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["intelligence-load", path]))!;
                process.WaitForExit();
            }
        }
        finally
        {
            File.Delete(path);
        }

        MeasureVectors();
    }

    /// <summary>Loads a store, and asks it for the first time.</summary>
    public static void Load(string path)
    {
        using Process self = Process.GetCurrentProcess();
        long before = self.WorkingSet64;
        // As the cmdlet does: compiled while the file is read and hashed.
        Task<CveDetail> compiled = Task.Run(static () => CveDetails.Describe("", new CveFacts(), []));
        var watch = Stopwatch.StartNew();
        IntelligenceStore store = IntelligenceStore.Open(path);
        GC.KeepAlive(compiled.Result);
        double loaded = watch.Elapsed.TotalMilliseconds;

        watch.Restart();
        CveDetail first = CveDetails.Describe("CVE-2021-44228", store.Find("CVE-2021-44228"), store.Feeds);
        double answered = watch.Elapsed.TotalMilliseconds;

        self.Refresh();
        double grown = (self.WorkingSet64 - before) / 1e6;
        watch.Restart();
        int known = 0;
        for (int i = 0; i < Answers; i++)
        {
            string cve = CveOf(i * 7 % store.Count);
            known += CveDetails.Describe(cve, store.Find(cve), store.Feeds).Cvss.Length;
        }

        Console.WriteLine(
            $"load {loaded,6:F1} ms, first answer {answered,5:F2} ms, then {watch.Elapsed.TotalMicroseconds / Answers,5:F2} us; "
            + $"working set of the load {grown,4:F0} MB, of the process {before / 1e6:F0} MB before ({first}, {known} ratings)");
    }

    private static void MeasureVectors()
    {
        foreach (string vector in s_vectors)
        {
            // The first runs pay for compilation.
            Score(vector, 20_000);
            const int times = 200_000;
            var watch = Stopwatch.StartNew();
            Score(vector, times);
            Console.WriteLine($"{times / watch.Elapsed.TotalSeconds,12:N0} vectors a second: {vector}");
        }
    }

    private static void Score(string vector, int times)
    {
        for (int i = 0; i < times; i++)
            GC.KeepAlive(CvssScores.Of(CvssVector.Parse(vector, CvssStrictness.Lenient)));
    }

    private static void Write(string path, int count)
    {
        var writer = new IntelligenceWriter();
        DateTimeOffset day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        CvssScore[] ratings = [.. s_vectors.Select(vector => CvssScores.Of(CvssVector.Parse(vector, CvssStrictness.Lenient)))];
        writer.Take(Feed(FeedKind.Nvd, day), Enumerable.Range(0, count).Select(i => new CveFacts
        {
            CveId = CveOf(i), Cvss = [ratings[i % 4], ratings[(i + 1) % 4]], Published = new DateOnly(2020, 1, 1).AddDays(i % 2000), Modified = new DateOnly(2025, 1, 1).AddDays(i % 300),
        }));
        writer.Take(Feed(FeedKind.Epss, day), Enumerable.Range(0, count).Select(i => new CveFacts { CveId = CveOf(i), Epss = new EpssEntry(i % 1000 / 1000.0, i % 997 / 997.0) }));
        writer.Take(Feed(FeedKind.Kev, day), Enumerable.Range(0, 1500).Select(i => new CveFacts
        {
            CveId = CveOf(i * 200 % count),
            Kev = new KevEntry(new DateOnly(2022, 1, 1), new DateOnly(2022, 1, 22), i % 2 == 0 ? true : null, $"Vulnerability {i}", new string('d', 250), "Apply updates per vendor instructions."),
        }));
        writer.Take(Feed(FeedKind.CveRecord, day), Enumerable.Range(0, count / 3).Select(i => new CveFacts { CveId = CveOf(i * 3), Ssvc = new SsvcPoints("none", "no", "partial", day) }));
        writer.Write(path);
    }

    private static IntelligenceFeed Feed(FeedKind kind, DateTimeOffset day) => new() { Kind = kind, Source = "made", AsOf = day, ReadAt = day, Sha256 = new string('0', 64) };

    private static string CveOf(int i) => i == 0 ? "CVE-2021-44228" : string.Create(CultureInfo.InvariantCulture, $"CVE-{2010 + (i % 16)}-{50_000 + i}");
}
