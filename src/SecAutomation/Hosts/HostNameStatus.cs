namespace SecAutomation;

/// <summary>What a text that stands where a host name is expected turned out to be.</summary>
public enum HostNameStatus
{
    /// <summary>Nothing, or no name that a machine can have.</summary>
    Invalid = 0,

    /// <summary>A name of one machine.</summary>
    Name = 1,

    /// <summary>An IP address.</summary>
    IPAddress = 2,

    /// <summary>A word that many machines carry: <c>localhost</c>, <c>unknown</c>, a name made from an IP address.</summary>
    Placeholder = 3,
}
