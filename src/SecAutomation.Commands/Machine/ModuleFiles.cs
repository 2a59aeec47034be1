using System.Security.Cryptography;
using SecAutomation.Engine.Connections;

namespace SecAutomation.Commands.Machine;

/// <summary>Whether the module's files are those that were shipped, and whether others could change them.</summary>
/// <param name="folder">The module's folder.</param>
internal sealed class ModuleFiles(string folder)
{
    /// <summary>The file with the hashes of all others, in the form of <c>sha256sum</c>.</summary>
    public const string ListName = "SecAutomation.sha256";

    private const string Check = "ModuleFile";
    private const string Again = "Install SecAutomation again, and find out who changed it.";

    // PowerShell's own repositories leave this beside a module that they install.
    private static readonly string[] s_foreign = [ListName, "PSGetModuleInfo.xml"];

    /// <summary>The files that are not as shipped; one answer that all are, where none is different.</summary>
    /// <param name="token">Ends the reading.</param>
    public IEnumerable<EnvironmentCheck> Compare(CancellationToken token)
    {
        string list = Path.Combine(folder, ListName);
        if (!File.Exists(list))
        {
            yield return new EnvironmentCheck { Check = Check, Subject = ListName, Outcome = CheckOutcome.Failed, Detail = $"{list} is missing, so that nothing can be compared.", NextStep = Again };
            yield break;
        }

        Dictionary<string, string> shipped = File.ReadLines(list).Select(line => line.Split("  ", 2)).Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[1], parts => parts[0], StringComparer.Ordinal);
        HashSet<string> there = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))];
        int differences = 0;
        foreach ((string name, string hash) in shipped.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            token.ThrowIfCancellationRequested();
            string? difference = !there.Contains(name) ? "is missing"
                : Hash(Path.Combine(folder, name)) == hash ? null
                : "is not the file that was shipped";
            if (difference is null)
                continue;

            differences++;
            yield return new EnvironmentCheck { Check = Check, Subject = name, Outcome = CheckOutcome.Failed, Detail = $"{name} {difference}.", NextStep = Again };
        }

        foreach (string name in there.Except(shipped.Keys, StringComparer.Ordinal).Except(s_foreign, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal))
        {
            differences++;
            yield return new EnvironmentCheck { Check = Check, Subject = name, Outcome = CheckOutcome.Failed, Detail = $"{name} was not shipped with the module.", NextStep = "Remove it, and find out who put it there." };
        }

        if (differences == 0)
            yield return new EnvironmentCheck { Check = Check, Detail = $"All {shipped.Count} files are as shipped. The list's own SHA-256 is {Hash(list)}." };
    }

    /// <summary>Whether others may change the module.</summary>
    public IEnumerable<EnvironmentCheck> Rights()
    {
        foreach (string path in new[] { folder, Path.Combine(folder, "bin") }.Where(Directory.Exists))
        {
            bool isOpen = OwnerRights.Others(path).HasFlag(OthersAccess.Write);
            yield return new EnvironmentCheck
            {
                Check = "ModuleFolder",
                Subject = path,
                Outcome = isOpen ? CheckOutcome.Failed : CheckOutcome.Passed,
                Detail = isOpen ? "Others may change the module, and so what you run." : "Nobody but its owner may change it.",
                NextStep = isOpen ? OperatingSystem.IsWindows() ? OwnerRights.Remedy(path) : $"Run  chmod -R go-w '{path}'" : "",
            };
        }
    }

    private static string Hash(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file)).ToLowerInvariant();
    }
}
