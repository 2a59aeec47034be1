using SecAutomation.Testing.Modules;

namespace SecAutomation.Conventions.Tests.Subjects;

/// <summary>The bare PowerShell engine.</summary>
public static class Engine
{
    /// <summary>The names of the cmdlets that the engine has by itself.</summary>
    public static IReadOnlySet<string> CoreCommands { get; } = ReadCoreCommands();

    private static HashSet<string> ReadCoreCommands()
    {
        using ModuleSession session = ModuleSession.OpenEmpty();
        return session.Run("Get-Command -CommandType Cmdlet | ForEach-Object Name").Succeeded().Output
            .Select(name => (string)name.BaseObject).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
