namespace SecAutomation.Engine.Connections;

/// <summary>What accounts other than the owner may do with a file or a folder.</summary>
[Flags]
public enum OthersAccess
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Read it.</summary>
    Read = 1,

    /// <summary>Change it.</summary>
    Write = 2,
}
