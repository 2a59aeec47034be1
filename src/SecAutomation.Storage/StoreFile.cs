namespace SecAutomation.Storage;

/// <summary>The file of a store: where it is by default, and made so that its owner alone can read it.</summary>
internal static class StoreFile
{
    private const int ShortestDatabase = 512;

    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>The user's data folder by the platform's own rule, and in it <c>SecAutomation/tickets.db</c>.</summary>
    public static string DefaultPath(Func<string, string?> environment, string home)
    {
        string folder;
        if (OperatingSystem.IsWindows())
        {
            folder = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        }
        else if (OperatingSystem.IsMacOS())
        {
            folder = Path.Combine(home, "Library", "Application Support");
        }
        else
        {
            // A relative XDG_DATA_HOME is invalid by its specification and is ignored.
            folder = environment("XDG_DATA_HOME") is { } named && Path.IsPathRooted(named)
                ? named
                : Path.Combine(home, ".local", "share");
        }

        return Path.Combine(folder, "SecAutomation", "tickets.db");
    }

    /// <summary>Whether there is a store: a file of no length is one that a run began and did not get to write.</summary>
    /// <remarks>
    /// The length alone is looked at, as closing a file takes this process's locks on it away, SQLite's own included.
    /// SQLite takes a file that is shorter than its header for an empty database and would write over it.
    /// </remarks>
    public static bool Exists(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw StoreFailure.IsNoStore(path, "it is a folder");
            }

            FileInfo file = new(path);
            return file is { Exists: true, Length: > 0 }
                && (file.Length >= ShortestDatabase ? true : throw StoreFailure.IsNoStore(path, "it is a file of another kind"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreFailure.NotWritable(path, exception.Message, exception);
        }
    }

    /// <summary>Makes the folder (0700) and the empty file (0600), each where it is absent.</summary>
    public static void Create(string path)
    {
        try
        {
            string folder = Path.GetDirectoryName(path)!;
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite };
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnerFolder);
                options.UnixCreateMode = OwnerFile;
            }

            new FileStream(path, options).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another run made it in between, or began with it and has not written yet.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreFailure.NotWritable(path, exception.Message, exception);
        }
    }
}
