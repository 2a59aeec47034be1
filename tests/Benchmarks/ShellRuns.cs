using System.Security.Cryptography;
using SecAutomation.Testing;

namespace SecAutomation.Benchmarks;

/// <summary>Whole programs: the module in the console host and, where there is one, in a real pwsh.</summary>
internal static class ShellRuns
{
    private const string AnswerFile = "answer.txt";

    private static string Module => Variable("SECAUTOMATION_MODULE");

    private static string Host => Variable("SECAUTOMATION_HOST");

    private static string Import => $"Import-Module '{Module}/SecAutomation.psd1'";

    /// <summary>Step 1 over reports, beside another implementation of the same job; without one, beside the shell that does nothing.</summary>
    public static void Report(string path, int runs, IReadOnlyList<string> peer)
    {
        string[] options = ["-Path", Path.GetFullPath(path), "-Out", Path.GetFullPath(AnswerFile)];
        PairedRuns.Compare("Console host", runs, [Host, "-ModulePath", Module, "-File", Script("Write-Answer.ps1"), .. options], peer.Count > 0 ? peer : [Host, "-ModulePath", Module, "-Command", "1"]);
        Console.WriteLine($"  SHA-256 of the answer {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(AnswerFile))).ToLowerInvariant()}");
        if (FindPwsh() is { } pwsh)
        {
            PairedRuns.Compare(
                "pwsh",
                runs,
                [pwsh, "-NoProfile", "-Command", $"{Import}; & '{Script("Write-Answer.ps1")}' -Path '{options[1]}' -Out '{options[3]}'"],
                peer.Count > 0 ? peer : [pwsh, "-NoProfile", "-Command", "1"]);
        }
    }

    /// <summary>What an import adds to the start of a shell, and what it takes of its own where another module is loaded.</summary>
    public static void Imports(int runs)
    {
        if (FindPwsh() is not { } pwsh)
        {
            Console.WriteLine("There is no pwsh on the PATH: what an import costs it was not measured.");
            return;
        }

        PairedRuns.Compare("Shell with import (A) and without (B), pwsh", runs, [pwsh, "-NoProfile", "-Command", Import], [pwsh, "-NoProfile", "-Command", "1"]);
        double[] own = [.. Enumerable.Range(0, runs).Select(_ => double.Parse(
            Output([pwsh, "-NoProfile", "-File", Script("Measure-Import.ps1"), "-Module", $"{Module}/SecAutomation.psd1"]), System.Globalization.CultureInfo.InvariantCulture)).Order()];
        Console.WriteLine($"Import of its own, another module loaded, pwsh: least {own[0]:F1} ms, median {own[own.Length / 2]:F1} ms");
    }

    /// <summary>What each step takes for an object that comes down the pipeline, beside steps that do nothing.</summary>
    public static void Pipeline(int count)
    {
        string floor = typeof(ShellRuns).Assembly.Location;
        string[] script = ["-File", Script("Measure-Pipeline.ps1"), "-Count", count.ToString(System.Globalization.CultureInfo.InvariantCulture), "-Floor", floor];
        Console.WriteLine("Console host");
        Console.WriteLine(WithoutQuestions(Output([Host, "-ModulePath", Module, .. script])));
        if (FindPwsh() is { } pwsh)
        {
            Console.WriteLine("pwsh");
            Console.WriteLine(WithoutQuestions(Output([pwsh, "-NoProfile", "-Command", $"{Import}; & '{script[1]}' -Count {count} -Floor '{floor}'"])));
        }
    }

    /// <summary>The shells that there are, each with its name and a command that imports the module and runs the script that follows.</summary>
    public static IEnumerable<(string Name, string[] Command)> Shells()
    {
        yield return ("Console host", [Host, "-ModulePath", Module, "-Command"]);
        if (FindPwsh() is { } pwsh)
            yield return ("pwsh", [pwsh, "-NoProfile", "-Command", $"{Import};"]);
    }

    public static string Output(string[] command)
    {
        var start = new System.Diagnostics.ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, UseShellExecute = false };
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Trim();
    }

    // What -WhatIf says goes to the host, past every stream.
    private static string WithoutQuestions(string output) =>
        string.Join('\n', output.Split('\n').Where(line => !line.StartsWith("What if:", StringComparison.Ordinal)));

    private static string Script(string name) => RepositoryRoot.Combine("tests", "Benchmarks", "Scripts", name);

    private static string? FindPwsh() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
        .FirstOrDefault(File.Exists);

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"{name} is not set. Run 'dotnet run --project src/SecAutomation.Build -- bench -- …', which builds what is measured.");
}
