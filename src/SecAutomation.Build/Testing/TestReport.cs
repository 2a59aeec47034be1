using System.Text.Json;

namespace SecAutomation.Build.Testing;

/// <summary>What one test project reported, in the Common Test Report Format.</summary>
public sealed record TestReport(TestTotals Totals, IReadOnlyList<FailedTest> Failed)
{
    /// <summary>A project whose tests could not be counted: that is one failure.</summary>
    public static TestReport Broken(string project, string reason) =>
        new(new TestTotals(0, 1, 0), [new FailedTest(project, reason)]);

    /// <summary>Reads a report; null where the file is no whole report.</summary>
    public static TestReport? Read(string path)
    {
        try
        {
            using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement results = report.RootElement.GetProperty("results");
            JsonElement summary = results.GetProperty("summary");
            TestTotals totals = new(
                summary.GetProperty("passed").GetInt32(),
                summary.GetProperty("failed").GetInt32() + summary.GetProperty("other").GetInt32(),
                summary.GetProperty("skipped").GetInt32() + summary.GetProperty("pending").GetInt32());
            List<FailedTest> failed = results.GetProperty("tests").EnumerateArray()
                .Where(test => test.GetProperty("status").GetString() is "failed" or "other")
                .Select(test => new FailedTest(test.GetProperty("name").GetString()!, Reason(test)))
                .ToList();
            return new TestReport(totals, failed);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or FileNotFoundException)
        {
            return null;
        }
    }

    private static string Reason(JsonElement test)
    {
        string message = test.TryGetProperty("message", out JsonElement text) ? text.GetString() ?? "" : "";
        string trace = test.TryGetProperty("trace", out JsonElement lines) ? lines.GetString() ?? "" : "";
        return string.Join('\n', (message + "\n" + trace).Split('\n').Select(line => line.TrimEnd('\r')));
    }
}
