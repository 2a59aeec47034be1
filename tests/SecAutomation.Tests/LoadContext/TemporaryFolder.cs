namespace SecAutomation.Tests.LoadContext;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("secautomation-").FullName;

    public string Write(params string[] parts)
    {
        string file = System.IO.Path.Combine([Path, .. parts]);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, []);
        return file;
    }

    public string Copy(string file)
    {
        string target = System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file));
        File.Copy(file, target);
        return target;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Windows keeps loaded assemblies open until the process ends.
        }
    }
}
