namespace SecAutomation.Engine.Authentication;

/// <summary>A token that a server gave out.</summary>
/// <param name="Value">The token.</param>
/// <param name="RenewAt">From when on it is renewed, before it expires.</param>
internal sealed record IssuedToken(Secret Value, DateTimeOffset RenewAt);
