using System.Collections.Concurrent;
using System.Diagnostics;
using SecAutomation.Testing;
using SecAutomation.Testing.Http;
using SecAutomation.Testing.Trackers;

namespace SecAutomation.Benchmarks;

/// <summary>What connections cost: the first call of a new process, tickets side by side over a slow line, and a server that limits its callers.</summary>
internal static class LiveSpeed
{
    private const int Latency = 50;
    private const int SlowTickets = 240;
    private const int LimitedTickets = 100;
    private const int RequestsPerSecond = 20;

    /// <summary>Measures all three in the shells that there are.</summary>
    public static void Measure()
    {
        // The stub holds a thread for each request that it keeps waiting.
        ThreadPool.SetMinThreads(64, 64);
        foreach ((string name, string[] shell) in ShellRuns.Shells())
        {
            FirstCall(name, shell);
            SideBySide(name, shell);
            Limited(name, shell);
        }
    }

    private static void FirstCall(string name, string[] shell)
    {
        StubServer server = new([new StubRule("GET", "/api/v2/machines", StubAnswer.Json("""{"total":1,"machines":[{"id":"1","name":"web01","fqdn":"web01.corp.example","addresses":["192.0.2.10"],"os":"Debian 12","owner":"Web team","seen":"2025-11-04T10:00:00Z","software":[]}]}"""))]);
        string least = Enumerable.Range(0, 5).Select(_ => Run(shell, "First", server.Url, 1, 1)).MinBy(line => double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture))!;
        Console.WriteLine($"{name}: the least of 5 new processes, in ms: Register-SecConnection {least.Split(' ')[0]}, the first Find-Asset over it {least.Split(' ')[1]}, the second {least.Split(' ')[2]}");
        server.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static void SideBySide(string name, string[] shell)
    {
        double[][] seconds = [.. ((int[])[1, 8]).Select(throttle =>
        {
            using ManualResetEventSlim never = new();
            StubTracker tracker = new() { Gate = _ => { never.Wait(Latency); return null; } };
            double[] took = Array.ConvertAll(Run(shell, "Tickets", tracker.Url, SlowTickets, throttle).Split(' '), one => double.Parse(one, System.Globalization.CultureInfo.InvariantCulture));
            tracker.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return took;
        })];
        Console.WriteLine($"{name}: {SlowTickets} tickets with {Latency} ms a request: one at a time {seconds[0][0]:F2} s ({seconds[0][1]:F2} s of processor time), 8 at once {seconds[1][0]:F2} s ({seconds[1][1]:F2} s), {seconds[0][0] / seconds[1][0]:F1} times as fast");
    }

    private static void Limited(string name, string[] shell)
    {
        var granted = new Queue<long>();
        var refused = new ConcurrentBag<long>();
        StubTracker tracker = new()
        {
            Gate = _ =>
            {
                lock (granted)
                {
                    while (granted.TryPeek(out long first) && Stopwatch.GetElapsedTime(first) > TimeSpan.FromSeconds(1))
                        granted.Dequeue();
                    if (granted.Count < RequestsPerSecond)
                    {
                        granted.Enqueue(Stopwatch.GetTimestamp());
                        return null;
                    }
                }

                refused.Add(0);
                return StubAnswer.Json("""{"error":"slow down"}""", 429) with { Header = new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = "1" } };
            },
        };
        string took = Run(shell, "Tickets", tracker.Url, LimitedTickets, 8).Split(' ')[0];
        Console.WriteLine($"{name}: {LimitedTickets} tickets at {RequestsPerSecond} requests a second: {took} s, {tracker.Requests.Count} answers, {refused.Count} of them 429, {100.0 * refused.Count / tracker.Requests.Count:F1} in 100");
        tracker.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static string Run(string[] shell, string what, Uri url, int count, int throttle)
    {
        string folder = Directory.CreateTempSubdirectory("secautomation-").FullName;
        try
        {
            string script = $"& '{RepositoryRoot.Combine("tests", "Benchmarks", "Scripts", "Measure-Live.ps1")}' -What {what} -Url '{url}' -Count {count} -Throttle {throttle} -Folder '{folder}'"
                + $" -Connectors '{RepositoryRoot.Combine("tests", "SecAutomation.Testing", "Trackers", "StubTracker")}', '{RepositoryRoot.Combine("module", "samples", "connectors", "OurCmdb")}' -Key '{StubTracker.ApiKey}'";
            return ShellRuns.Output([.. shell, script]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
