namespace SecAutomation.Build.Processes;

/// <summary>The .NET command line, kept quiet until something fails.</summary>
public static class DotnetCommand
{
    /// <summary>The <c>dotnet</c> that runs this program.</summary>
    public static string Executable { get; } =
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    /// <summary>Runs it to its end; a failure carries the errors that it wrote.</summary>
    public static async Task RunAsync(string folder, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        ProcessResult result = await ChildProcess
            .RunAsync(Executable, arguments, folder, null, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new BuildException(Errors(result, folder));
        }
    }

    // MSBuild repeats an error once a target and once in its summary, each time with the project in brackets.
    private static string Errors(ProcessResult result, string folder)
    {
        List<string> errors = result.Output.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase) && !line.EndsWith(" Error(s)", StringComparison.Ordinal))
            .Select(line => line.LastIndexOf(" [", StringComparison.Ordinal) is > 0 and int at && line.EndsWith(']') ? line[..at] : line)
            .Select(line => line.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return errors.Count > 0
            ? "\n" + string.Join('\n', errors)
            : $"\ndotnet ended with exit code {result.ExitCode}:\n{result.Output}";
    }
}
