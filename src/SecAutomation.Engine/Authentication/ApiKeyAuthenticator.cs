using System.Text;

namespace SecAutomation.Engine.Authentication;

/// <summary>Keys in headers. A header's value is a pattern with the names of settings in braces: <c>access={accessKey};secret={secretKey}</c>.</summary>
public sealed class ApiKeyAuthenticator(IReadOnlyList<KeyValuePair<string, string>> header, IReadOnlyDictionary<string, Secret> setting) : Authenticator
{
    /// <inheritdoc/>
    public override IReadOnlyList<Secret> Secrets { get; } = [.. setting.Values];

    internal override ValueTask<IReadOnlyList<KeyValuePair<string, string>>> HeadersAsync(ICredentialExchange exchange, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<KeyValuePair<string, string>>>([.. header.Select(pair => KeyValuePair.Create(pair.Key, Fill(pair.Value)))]);

    private string Fill(string pattern)
    {
        // One pass: a secret that itself holds braces is not looked into.
        var filled = new StringBuilder();
        for (int i = 0; i < pattern.Length; i++)
        {
            int close = pattern[i] == '{' ? pattern.IndexOf('}', i) : -1;
            if (close < 0)
            {
                filled.Append(pattern[i]);
                continue;
            }

            string name = pattern[(i + 1)..close];
            if (!setting.TryGetValue(name, out Secret? secret))
                throw new FailureException(FailureId.CredentialRefused, $"The connection has no setting {name}.", "Register it again with that setting.", name);

            secret.Use(filled.Append);
            i = close;
        }

        return filled.ToString();
    }
}
