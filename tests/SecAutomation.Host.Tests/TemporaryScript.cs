namespace SecAutomation.Host.Tests;

/// <summary>A script file that is gone after the test.</summary>
public sealed class TemporaryScript : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("host-tests-");

    /// <summary>Writes it.</summary>
    public TemporaryScript(string text, string name = "job.ps1")
    {
        Path = System.IO.Path.Combine(_folder.FullName, name);
        File.WriteAllText(Path, text);
    }

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>Its folder.</summary>
    public string Folder => _folder.FullName;

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
