namespace SecAutomation.Engine.Authentication;

/// <summary>Where an OAuth 2 token comes from.</summary>
public sealed record ClientCredentialsDefinition
{
    /// <summary>The address that gives out tokens; it may be on another host than the API.</summary>
    public required Uri TokenUrl { get; init; }

    /// <summary>The client's id; no secret.</summary>
    public required string ClientId { get; init; }

    /// <summary>What the token is to be good for; null: the server decides.</summary>
    public string? Scope { get; init; }

    /// <summary>Further parameters, such as an audience.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameter { get; init; } = [];

    /// <summary>Whether the secret goes into a header (basic) instead of the body.</summary>
    public bool IsSecretInHeader { get; init; }

    /// <summary>How long a token lives whose answer does not say it. 5 min.</summary>
    public TimeSpan DefaultLifetime { get; init; } = TimeSpan.FromMinutes(5);
}
