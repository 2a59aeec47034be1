using SecAutomation.Build.Documentation;
using SecAutomation.Testing;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Build.Tests;

/// <summary>The help of the staged module, made once for all tests.</summary>
public static class StagedHelp
{
    private static readonly Lazy<Task<IReadOnlyList<CmdletShape>>> s_cmdlets = new(() => CmdletShapeReader.ReadAsync(
        Path.Combine(AppContext.BaseDirectory, "SecAutomation.Host.dll"), StagedModule.Folder, CancellationToken.None));

    /// <summary>The cmdlets as the engine binds them.</summary>
    public static Task<IReadOnlyList<CmdletShape>> CmdletsAsync() => s_cmdlets.Value;

    /// <summary>What is wrong in the repository's pages.</summary>
    public static async Task<IReadOnlyList<PageProblem>> ProblemsAsync() =>
        HelpFiles.Make(RepositoryRoot.Combine("module", "docs", "en-US"), await CmdletsAsync()).Problems;
}
