namespace SecAutomation.Engine.Connections;

/// <summary>Reads where a secret comes from: <c>vault:SecretStore/scanner</c>, <c>env:SCANNER_KEY</c>, <c>file:/etc/scanner.key</c>, <c>prompt</c>.</summary>
public static class SecretPlace
{
    /// <summary>The words that a place begins with.</summary>
    public static IReadOnlyList<string> Words { get; } = ["vault:", "env:", "file:", "prompt"];

    /// <summary>The place of one setting.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="text">The place as it is written.</param>
    /// <param name="resolve">Makes a full path of a file's path.</param>
    /// <exception cref="FailureException"><see cref="FailureId.ConnectionInvalid"/>: it is no place.</exception>
    public static ConnectionSecret Parse(string setting, string text, Func<string, string> resolve)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(resolve);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string place = colon < 0 ? "" : text[(colon + 1)..].Trim();
        string word = (colon < 0 ? text : text[..colon]).Trim().ToLowerInvariant();
        SecretSource? source = (word, place) switch
        {
            ("vault", { Length: > 0 }) => SecretSource.Vault,
            ("env", { Length: > 0 }) => SecretSource.Environment,
            ("file", { Length: > 0 }) => SecretSource.File,
            ("prompt", "") => SecretSource.Prompt,
            _ => null,
        };

        // The text is not repeated: whoever mistakes the parameter may have written the secret itself.
        return source is { } kind
            ? new ConnectionSecret { Setting = setting, Source = kind, Place = kind == SecretSource.File ? resolve(place) : place }
            : throw new FailureException(
                FailureId.ConnectionInvalid,
                $"What -SecretSource says of {setting} is no place where a secret could be.",
                "Write vault:NAME or vault:VAULT/NAME, env:VARIABLE, file:PATH, or prompt. The secret itself goes into -Credential, or as a SecureString into -Setting.",
                setting);
    }
}
