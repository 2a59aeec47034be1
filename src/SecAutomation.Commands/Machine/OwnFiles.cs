using SecAutomation.Engine.Connections;
using SecAutomation.Storage;

namespace SecAutomation.Commands.Machine;

/// <summary>Whether what SecAutomation keeps on this machine can be read or changed by others.</summary>
internal static class OwnFiles
{
    /// <summary>The answer for each folder and file that is there.</summary>
    public static IEnumerable<EnvironmentCheck> Rights()
    {
        string[] folders = [Path.GetDirectoryName(ConnectionRegistry.File.Path)!, Path.GetDirectoryName(TicketStore.DefaultPath)!];
        IEnumerable<string> files = folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
        IEnumerable<string> secrets = ConnectionRegistry.All(out _).SelectMany(connection => connection.Secret)
            .Where(secret => secret.Source == SecretSource.File).Select(secret => secret.Place).Where(File.Exists);
        string[] all = [.. folders.Where(Directory.Exists).Concat(files).Concat(secrets).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (all.Length == 0)
            return [new EnvironmentCheck { Check = "Right", Detail = "SecAutomation keeps nothing on this machine yet." }];

        return all.Select(Judge);
    }

    private static EnvironmentCheck Judge(string path)
    {
        var answer = new EnvironmentCheck { Check = "Right", Subject = path };
        try
        {
            OthersAccess others = OwnerRights.Others(path);
            return others == OthersAccess.None
                ? answer with { Detail = "Its owner alone may read and change it." }
                : answer with
                {
                    Outcome = CheckOutcome.Failed,
                    Detail = $"Others may {(others.HasFlag(OthersAccess.Write) ? others.HasFlag(OthersAccess.Read) ? "read and change" : "change" : "read")} it.",
                    NextStep = OwnerRights.Remedy(path),
                };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return answer with { Outcome = CheckOutcome.NotChecked, Detail = $"It cannot be looked at: {exception.Message}" };
        }
    }
}
