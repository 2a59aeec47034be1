using SecAutomation.Build.Testing;

namespace SecAutomation.Build.Tests;

public sealed class TestReportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reports-");

    [Theory]
    [InlineData(3, 0, 0, "3 passed, 0 failed")]
    [InlineData(3, 1, 2, "3 passed, 1 failed, 2 skipped")]
    public void The_last_line_says_how_many(int passed, int failed, int skipped, string line) =>
        new TestTotals(passed, failed, skipped).ToString().ShouldBe(line);

    [Fact]
    public void A_report_is_counted_and_its_failures_are_named()
    {
        TestReport report = Read("""
            {"results":{"summary":{"passed":2,"failed":1,"skipped":1,"pending":1,"other":1},"tests":[
              {"name":"A","status":"passed"},
              {"name":"B","status":"failed","message":"1 is not 2","trace":"at B()"},
              {"name":"C","status":"other"}]}}
            """).ShouldNotBeNull();

        report.Totals.ShouldBe(new TestTotals(2, 2, 2));
        report.Failed.ShouldBe([new FailedTest("B", "1 is not 2\nat B()"), new FailedTest("C", "\n")]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"results\":")]
    [InlineData("{}")]
    public void A_report_that_is_cut_off_is_no_report(string text) => Read(text).ShouldBeNull();

    [Fact]
    public async Task A_project_that_crashed_counts_as_one_failure()
    {
        TestProject project = new("Crash.Tests", Path.Combine(AppContext.BaseDirectory, "no-such-assembly.dll"));

        TestReport report = await project.RunAsync(_folder.FullName, [], null, TestContext.Current.CancellationToken);

        report.Totals.ShouldBe(new TestTotals(0, 1, 0));
        report.Failed.ShouldHaveSingleItem().Reason.ShouldStartWith("The project wrote no report and ended with exit code");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private TestReport? Read(string text)
    {
        string path = Path.Combine(_folder.FullName, "a.ctrf");
        File.WriteAllText(path, text);
        return TestReport.Read(path);
    }
}
