namespace SecAutomation.Testing.Trackers;

/// <summary>What happens to one request to a stub tracker.</summary>
public enum TrackerFault
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The connection is closed before anything is done.</summary>
    LostRequest,

    /// <summary>The work is done, and the connection is closed without an answer.</summary>
    LostAnswer,

    /// <summary>The work is done, and the answer breaks off in its body.</summary>
    CutAnswer,

    /// <summary>The work is done, and the answer stalls in its body.</summary>
    StalledAnswer,

    /// <summary>Nothing is done, and a proxy answers 502.</summary>
    BadGateway,

    /// <summary>The work is done, and a proxy answers 502.</summary>
    BadGatewayAfterwards,

    /// <summary>The work is done, and the server answers 500.</summary>
    FailedAfterwards,

    /// <summary>Nothing is done, and the server asks to come back after a second.</summary>
    TooMany,

    /// <summary>Nothing is done, and a login page comes with status 200.</summary>
    LoginPage,
}
