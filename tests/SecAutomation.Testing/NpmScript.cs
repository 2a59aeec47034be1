using System.Diagnostics;

namespace SecAutomation.Testing;

/// <summary>A script of <c>tests/Npm</c>, run by Node with the packages that <c>tests/Servers/Npm</c> installed.</summary>
public static class NpmScript
{
    /// <summary>Runs one to its end; skips the test where the packages are absent.</summary>
    /// <param name="name">The script's file name.</param>
    /// <param name="skip">How the test framework skips, for example <c>Assert.Skip</c>.</param>
    /// <param name="arguments">What follows the folder of the packages.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The exit code, and all that it said.</returns>
    public static async Task<(int Code, string Output)> RunAsync(string name, Action<string> skip, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        string packages = TestServer.Require("NPM", skip)["PACKAGES"];
        var start = new ProcessStartInfo("node", [RepositoryRoot.Combine("tests", "Npm", name), packages, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return (process.ExitCode, await output.ConfigureAwait(false) + await error.ConfigureAwait(false));
    }
}
