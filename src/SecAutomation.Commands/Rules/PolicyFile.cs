using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Rules;
using SecAutomation.Remediation.Rules;

namespace SecAutomation.Commands.Rules;

/// <summary>The files that say what runs may do at most: one of the machine, and one of the user. The stricter line counts.</summary>
internal static class PolicyFile
{
    private const string FileName = "policy.yaml";

    /// <summary>The file of the machine.</summary>
    public static string MachinePath { get; } = OperatingSystem.IsWindows()
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "SecAutomation", FileName)
        : OperatingSystem.IsMacOS()
            ? Path.Combine("/Library/Application Support/SecAutomation", FileName)
            : Path.Combine("/etc/secautomation", FileName);

    /// <summary>The file of the user, beside that of the connections.</summary>
    public static string UserPath => Path.Combine(Path.GetDirectoryName(ConnectionFile.DefaultPath)!, FileName);

    /// <summary>The policy that counts.</summary>
    /// <exception cref="FailureException">RuleFileInvalid, FileNotReadable, PermissionMissing: others may change it.</exception>
    public static TicketPolicy Read() => Read(MachinePath).And(Read(UserPath));

    /// <summary>The policy of one file; none where there is no such file.</summary>
    public static TicketPolicy Read(string path)
    {
        if (!IsThere(path))
            return TicketPolicy.None;

        RefuseIfOthersWrite(path);
        RuleEntry rule = RuleFileReader.ReadMap(RuleText.Read(path, "the file"), path);
        var fields = new RuleFields(path, rule);
        fields.Know("limits.creates", "limits.updates", "limits.closes", "limits.share", "closeMode", "teams", "trackers");
        return new TicketPolicy
        {
            Creates = Limit(fields, "limits.creates", fields.Number("limits.creates", int.MaxValue)),
            Updates = Limit(fields, "limits.updates", fields.Number("limits.updates", int.MaxValue)),
            Closes = Limit(fields, "limits.closes", fields.Number("limits.closes", int.MaxValue)),
            Share = Limit(fields, "limits.share", fields.Number("limits.share", 100)),
            CloseMode = Limit(fields, "closeMode", fields.Word("closeMode", Enum.GetValues<TicketCloseMode>())),
            Team = List(fields, "teams"),
            Tracker = List(fields, "trackers"),
        };
    }

    // Unlike File.Exists it tells no file from one that may not be looked at, which would put the policy out of force in silence.
    private static bool IsThere(string path)
    {
        try
        {
            _ = File.GetAttributes(path);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FailureException(FailureId.FileNotReadable, $"The policy {path} may not be looked at: {exception.Message}", "Let everybody read it and its folder.", path, exception);
        }
    }

    private static PolicyLimit<T>? Limit<T>(RuleFields fields, string key, T? value)
        where T : struct => value is { } limit ? new PolicyLimit<T>(limit, fields.PlaceOf(key)) : null;

    private static PolicyLimit<IReadOnlyList<string>>[] List(RuleFields fields, string key) =>
        fields.Many(key) is { Count: > 0 } names ? [new PolicyLimit<IReadOnlyList<string>>(names, fields.PlaceOf(key))] : [];

    // Whoever may change the file, or put another in its place, sets the limits.
    private static void RefuseIfOthersWrite(string path)
    {
        foreach (string place in new[] { path, Path.GetDirectoryName(path)! })
        {
            try
            {
                if (OwnerRights.Others(place).HasFlag(OthersAccess.Write))
                {
                    throw new FailureException(
                        FailureId.RuleFileInvalid, $"The policy {path} does not count, as others may change {place}. Nothing was written.",
                        OperatingSystem.IsWindows() ? $"Run  icacls \"{place}\" /inheritance:r /grant:r Administrators:F Users:R" : $"Run  chmod go-w '{place}'", path);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new FailureException(FailureId.FileNotReadable, $"The policy {path} may not be looked at: {exception.Message}", "Check its rights.", path, exception);
            }
        }
    }
}
