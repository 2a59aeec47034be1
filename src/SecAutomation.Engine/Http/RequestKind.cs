namespace SecAutomation.Engine.Http;

/// <summary>What a request does on the server.</summary>
public enum RequestKind
{
    /// <summary>It changes nothing that matters, whatever its method: it may be sent again.</summary>
    Read,

    /// <summary>It creates or changes something: it is sent once, and any doubt about its outcome stays a doubt.</summary>
    Write,
}
