using System.Globalization;
using System.Text.Json;
using SecAutomation.Engine.Http;

namespace SecAutomation.Engine.Authentication;

/// <summary>Reads a token out of a server's answer. What the answer says is never quoted.</summary>
internal static class TokenAnswer
{
    private const int MostBytes = 256 * 1024;

    public static async Task<IssuedToken> ReadAsync(
        HttpAnswer answer, string source, string tokenPath, string lifetimePath, TimeSpan defaultLifetime, ICredentialExchange exchange, CancellationToken cancellationToken)
    {
        string text = await answer.ReadTextAsync(MostBytes, cancellationToken).ConfigureAwait(false);
        (string? token, TimeSpan? lifetime) = Parse(text, tokenPath, lifetimePath);
        if (string.IsNullOrEmpty(token))
        {
            throw new FailureException(
                FailureId.AnswerNotUnderstood, $"{source}: the answer {answer.Status} to the login holds no {tokenPath}.", "Check the connection's address for tokens.", source);
        }

        var secret = Secret.FromText(token);
        exchange.Hide(secret);

        // A minute before its end, or halfway where it lives shorter than two.
        TimeSpan life = lifetime ?? defaultLifetime;
        TimeSpan margin = life < TimeSpan.FromMinutes(2) ? life / 2 : TimeSpan.FromMinutes(1);
        return new IssuedToken(secret, exchange.Time.GetUtcNow() + life - margin);
    }

    private static (string? Token, TimeSpan? Lifetime) Parse(string text, string tokenPath, string lifetimePath)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            string? token = Find(document.RootElement, tokenPath);
            bool isNumber = double.TryParse(Find(document.RootElement, lifetimePath), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds);
            return (token, isNumber && seconds is > 0 and < 1e9 ? TimeSpan.FromSeconds(seconds) : null);
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }

    private static string? Find(JsonElement element, string path)
    {
        foreach (string name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetRawText(),
            _ => null,
        };
    }
}
