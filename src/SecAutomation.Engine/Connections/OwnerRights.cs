using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace SecAutomation.Engine.Connections;

/// <summary>Files and folders that their owner alone may read and change: made so, and looked at.</summary>
public static class OwnerRights
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;
    private const UnixFileMode OthersRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>What others may do with a file or a folder.</summary>
    /// <param name="path">The file or folder; it is there.</param>
    /// <returns>Read, write, both, or nothing.</returns>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be looked at.</exception>
    public static OthersAccess Others(string path)
    {
        if (OperatingSystem.IsWindows())
            return OthersOnWindows(path);

        UnixFileMode mode = File.GetUnixFileMode(path);
        return ((mode & OthersRead) != UnixFileMode.None ? OthersAccess.Read : OthersAccess.None)
            | ((mode & OthersWrite) != UnixFileMode.None ? OthersAccess.Write : OthersAccess.None);
    }

    /// <summary>The command that takes the rights of others away.</summary>
    /// <param name="path">The file or folder.</param>
    /// <returns>One sentence with the command.</returns>
    public static string Remedy(string path) => OperatingSystem.IsWindows()
        ? $"Run  icacls \"{path}\" /inheritance:r /grant:r \"%USERNAME%:F\""
        : $"Run  chmod {(Directory.Exists(path) ? "700" : "600")} '{path}'";

    /// <summary>Makes a folder, where it is absent, that its owner alone may enter.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerFolder);
    }

    /// <summary>Opens a file for writing that its owner alone may read; it is made where it is absent.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">Whether it may be there.</param>
    /// <param name="share">What others may do meanwhile.</param>
    public static FileStream OpenFile(string path, FileMode mode, FileShare share = FileShare.None)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerFile;

        return new FileStream(path, options);
    }

    [SupportedOSPlatform("windows")]
    private static OthersAccess OthersOnWindows(string path)
    {
        FileSystemSecurity security = Directory.Exists(path) ? new DirectoryInfo(path).GetAccessControl() : new FileInfo(path).GetAccessControl();
        using WindowsIdentity me = WindowsIdentity.GetCurrent();
        SecurityIdentifier?[] trusted =
        [
            me.User, new(WellKnownSidType.LocalSystemSid, null), new(WellKnownSidType.BuiltinAdministratorsSid, null),
            new(WellKnownSidType.CreatorOwnerSid, null),
        ];
        FileSystemRights[] change = [FileSystemRights.WriteData, FileSystemRights.AppendData, FileSystemRights.ChangePermissions, FileSystemRights.TakeOwnership];
        var access = OthersAccess.None;
        foreach (FileSystemAccessRule rule in security.GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier)))
        {
            if (rule.AccessControlType != AccessControlType.Allow || trusted.Contains(rule.IdentityReference as SecurityIdentifier))
                continue;

            if (rule.FileSystemRights.HasFlag(FileSystemRights.ReadData))
                access |= OthersAccess.Read;
            if (change.Any(right => rule.FileSystemRights.HasFlag(right)))
                access |= OthersAccess.Write;
        }

        return access;
    }
}
