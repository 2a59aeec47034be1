namespace SecAutomation.Host.Tests;

/// <summary>A module of the right name that has nothing in it, so that a test of the host takes no longer than it must.</summary>
public static class EmptyModule
{
    /// <summary>Its folder.</summary>
    public static string Folder { get; } = Lay();

    private static string Lay()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "empty-module");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "SecAutomation.psd1"), "@{ ModuleVersion = '0.0.1' }");
        return folder;
    }
}
