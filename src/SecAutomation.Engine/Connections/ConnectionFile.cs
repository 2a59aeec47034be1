using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecAutomation.Engine.Connections;

/// <summary>The file that keeps connections for later processes: where each is and where its secrets come from, and no secret.</summary>
public sealed class ConnectionFile
{
    private const string FolderName = "SecAutomation";
    private const string VersionName = "version";
    private static readonly TimeSpan s_lockPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_lockPause = TimeSpan.FromMilliseconds(25);

    // The step at place n leads from version n + 1 to version n + 2.
    private readonly IReadOnlyList<Action<JsonObject>> _migration;

    /// <summary>The file at a path; it need not be there.</summary>
    public ConnectionFile(string path)
        : this(path, [])
    {
    }

    internal ConnectionFile(string path, IReadOnlyList<Action<JsonObject>> migration) => (Path, _migration) = (path, migration);

    /// <summary>The user's own file: <c>SecAutomation/connections.json</c> in the user's configuration folder.</summary>
    public static string DefaultPath => System.IO.Path.Combine(ConfigurationFolder(), FolderName, "connections.json");

    /// <summary>Its full path.</summary>
    public string Path { get; }

    private int NewestVersion => _migration.Count + 1;

    /// <summary>Reads it.</summary>
    /// <returns>The connections; none where there is no file.</returns>
    /// <exception cref="FailureException">
    /// <see cref="FailureId.ConnectionFileInvalid"/>: damaged, of a newer version, or others may change it;
    /// <see cref="FailureId.FileNotReadable"/>.
    /// </exception>
    internal ConnectionDocument Read()
    {
        try
        {
            if (!File.Exists(Path))
                return ConnectionDocument.Empty;

            RefuseIfOthersWrite();
            return Parse(File.ReadAllBytes(Path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotUsable(exception);
        }
    }

    /// <summary>Changes it: read, changed and written whole while no other process does the same.</summary>
    /// <param name="change">The change.</param>
    /// <exception cref="FailureException">As for reading.</exception>
    internal void Change(Func<ConnectionDocument, ConnectionDocument> change)
    {
        try
        {
            OwnerRights.CreateFolder(System.IO.Path.GetDirectoryName(Path)!);
            using FileStream held = Lock();
            ConnectionDocument document = change(Read()) with { Version = NewestVersion };
            string fresh = Path + ".new";
            File.Delete(fresh);
            using (FileStream file = OwnerRights.OpenFile(fresh, FileMode.CreateNew))
            {
                JsonSerializer.Serialize(file, document, ConnectionDocumentContext.Default.ConnectionDocument);
                file.Flush(flushToDisk: true);
            }

            File.Move(fresh, Path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotUsable(exception);
        }
    }

    private static string ConfigurationFolder()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
            return Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData);

        if (OperatingSystem.IsMacOS())
            return System.IO.Path.Combine(home, "Library", "Application Support");

        // A relative XDG_CONFIG_HOME is invalid by its specification and is ignored.
        return Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { } named && System.IO.Path.IsPathRooted(named)
            ? named
            : System.IO.Path.Combine(home, ".config");
    }

    private ConnectionDocument Parse(byte[] content)
    {
        try
        {
            if (JsonNode.Parse(content) is not JsonObject document || document[VersionName]?.GetValue<int>() is not { } version || version < 1)
                throw Invalid("it does not say its version");

            if (version > NewestVersion)
                throw Invalid($"it has version {version}, and this SecAutomation knows versions up to {NewestVersion}", "Update SecAutomation.");

            foreach (Action<JsonObject> step in _migration.Skip(version - 1))
                step(document);

            document[VersionName] = NewestVersion;
            return document.Deserialize(ConnectionDocumentContext.Default.ConnectionDocument) ?? throw Invalid("it is empty");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw Invalid(exception.Message.TrimEnd('.'), cause: exception);
        }
    }

    private void RefuseIfOthersWrite()
    {
        // Whoever may change the file may send the credentials elsewhere.
        if (OwnerRights.Others(Path).HasFlag(OthersAccess.Write))
            throw Invalid("others may change it, and so could send your credentials elsewhere", OwnerRights.Remedy(Path));
    }

    private FileStream Lock()
    {
        long start = Stopwatch.GetTimestamp();
        using var pause = new ManualResetEventSlim();
        while (true)
        {
            try
            {
                return OwnerRights.OpenFile(Path + ".lock", FileMode.OpenOrCreate);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(start) < s_lockPatience)
            {
                pause.Wait(s_lockPause);
            }
        }
    }

    private FailureException NotUsable(Exception cause) => new(
        FailureId.FileNotReadable, $"The file of connections {Path} cannot be read or written: {cause.Message}", "Check the rights of the file and its folder.", Path, cause);

    private FailureException Invalid(string what, string? nextStep = null, Exception? cause = null) => new(
        FailureId.ConnectionFileInvalid, $"The file of connections {Path} cannot be used: {what}.",
        nextStep ?? "Correct it, or move it away and register the connections again.", Path, cause);
}
