namespace SecAutomation.Host;

/// <summary>What the process returns; the values are those of pwsh.</summary>
public static class ExitCodes
{
    /// <summary>The script ran to its end.</summary>
    public const int Success = 0;

    /// <summary>The script ended by an error, or the last command of <c>-Command</c> failed.</summary>
    public const int Failed = 1;

    /// <summary>The arguments make no sense, or <c>-File</c> names no file.</summary>
    public const int BadCommandLine = 64;

    /// <summary>The module is not where it should be, or does not load.</summary>
    public const int NoModule = 70;

    /// <summary>Ctrl+C.</summary>
    public const int Interrupted = 130;
}
