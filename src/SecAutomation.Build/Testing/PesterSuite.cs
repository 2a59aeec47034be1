using SecAutomation.Build.Processes;

namespace SecAutomation.Build.Testing;

/// <summary>The acceptance stories in a real shell, wherever there is one.</summary>
public static class PesterSuite
{
    // Tells "no Pester 5" from every exit code of the suite itself.
    private const int NoPesterExitCode = 86;

    /// <summary>Runs the suite; null with the reason where this machine cannot.</summary>
    public static async Task<(TestReport? Report, string? Absence)> RunAsync(
        BuildRun run,
        string results,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        string suite = run.Repository.Combine("tests", "pester");
        if (!Directory.Exists(suite))
        {
            return (null, "there is no folder tests/pester");
        }

        string? pwsh = FindOnPath(OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh");
        if (pwsh is null)
        {
            return (null, "pwsh is not on the PATH");
        }

        string report = Path.Combine(results, "pester.ctrf");
        ProcessResult result = await ChildProcess.RunAsync(
            pwsh,
            ["-NoProfile", "-NonInteractive", "-Command", Script],
            run.Repository.Root,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["SECAUTOMATION_MODULE"] = run.Repository.StagedModule,
                ["SECAUTOMATION_PESTER_SUITE"] = suite,
                ["SECAUTOMATION_PESTER_REPORT"] = report,
            },
            cancellationToken).ConfigureAwait(false);
        return result.ExitCode == NoPesterExitCode
            ? (null, "pwsh has no Pester 5: Install-PSResource Pester -Version '[5.5,6.0)'")
            : (TestReport.Read(report) ?? TestReport.Broken("tests/pester", result.Output), null);
    }

    // The counts are written in the same form as those of the other projects. No test at all is a failure.
    private const string Script = """
        $ErrorActionPreference = 'Stop'
        $pester = Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -eq 5 } |
            Sort-Object Version -Descending | Select-Object -First 1
        if (-not $pester) { exit 86 }
        Import-Module $pester.Path
        $configuration = New-PesterConfiguration
        $configuration.Run.Path = $env:SECAUTOMATION_PESTER_SUITE
        $configuration.Run.PassThru = $true
        $configuration.Output.Verbosity = 'None'
        $run = Invoke-Pester -Configuration $configuration
        $tests = @($run.Failed | ForEach-Object {
            @{ name = $_.ExpandedPath; status = 'failed'; message = ($_.ErrorRecord | Out-String) } })
        $tests += @(@($run.FailedBlocks) + @($run.FailedContainers) | Where-Object { $_ } | ForEach-Object {
            @{ name = "$_"; status = 'failed'; message = ($_.ErrorRecord | Out-String) } })
        if ($run.TotalCount -eq 0) {
            $tests += @{ name = 'tests/pester'; status = 'failed'; message = 'The suite ran no test.' } }
        $summary = @{ passed = $run.PassedCount; failed = $tests.Count; skipped = $run.SkippedCount + $run.NotRunCount
            pending = 0; other = 0 }
        @{ results = @{ summary = $summary; tests = $tests } } | ConvertTo-Json -Depth 6 |
            Set-Content -LiteralPath $env:SECAUTOMATION_PESTER_REPORT -Encoding utf8NoBOM
        """;

    private static string? FindOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
