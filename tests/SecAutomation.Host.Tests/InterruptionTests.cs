using System.Diagnostics;

namespace SecAutomation.Host.Tests;

public sealed class InterruptionTests
{
    public static bool HasSignals => !OperatingSystem.IsWindows();

    [Fact(Skip = "Windows sends no signals to one process.", SkipUnless = nameof(HasSignals))]
    public async Task Ctrl_C_stops_the_pipeline_cleans_up_and_ends_with_130()
    {
        using TemporaryScript marker = new("");
        using HostProcess host = HostProcess.Start(null, "-Command", $$"""
            'started'
            try { while ($true) { [System.Threading.Thread]::Sleep(20) } }
            finally { [System.IO.File]::WriteAllText('{{marker.Path}}', 'cleaned up') }
            """);
        (await host.Output.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("started");

        long pressed = Stopwatch.GetTimestamp();
        await host.InterruptAsync();
        HostOutcome outcome = await host.EndAsync();

        outcome.ExitCode.ShouldBe(130);
        outcome.Output.ShouldBeEmpty();
        Stopwatch.GetElapsedTime(pressed).ShouldBeLessThan(TimeSpan.FromSeconds(20));
        (await File.ReadAllTextAsync(marker.Path, TestContext.Current.CancellationToken)).ShouldBe("cleaned up");
    }

    [Fact(Skip = "Windows sends no signals to one process.", SkipUnless = nameof(HasSignals))]
    public async Task A_second_Ctrl_C_ends_a_process_that_does_not_stop()
    {
        using HostProcess host = HostProcess.Start(
            null, "-Command", "'started'; [System.Threading.Thread]::Sleep(120000)");
        (await host.Output.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("started");

        await host.InterruptAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);
        await host.InterruptAsync();

        (await host.EndAsync()).ExitCode.ShouldBe(130);
    }
}
