namespace SecAutomation.Engine.Authentication;

/// <summary>How a session is opened, shown and closed.</summary>
public sealed record SessionDefinition
{
    /// <summary>Where the session is opened, whole or relative to the connection's address.</summary>
    public required Uri LoginUrl { get; init; }

    /// <summary>The member of the login's JSON body with the user name.</summary>
    public string UserMember { get; init; } = "username";

    /// <summary>The member of the login's JSON body with the password.</summary>
    public string PasswordMember { get; init; } = "password";

    /// <summary>Where the token stands in the answer, names joined by dots.</summary>
    public string TokenPath { get; init; } = "token";

    /// <summary>The header that shows the token.</summary>
    public string TokenHeader { get; init; } = "Authorization";

    /// <summary>What stands before the token in the header, space included.</summary>
    public string TokenPrefix { get; init; } = "";

    /// <summary>How long a session lives. 15 min.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Where the session is closed; null: nowhere.</summary>
    public Uri? LogOffUrl { get; init; }

    /// <summary>The method of the log-off. DELETE.</summary>
    public HttpMethod LogOffMethod { get; init; } = HttpMethod.Delete;
}
