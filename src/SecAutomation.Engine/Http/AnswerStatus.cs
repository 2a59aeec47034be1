using System.Globalization;
using System.Text;

namespace SecAutomation.Engine.Http;

/// <summary>What the statuses of refused requests mean.</summary>
internal static class AnswerStatus
{
    private const int MostBytes = 16 * 1024;
    private const int MostCharacters = 300;

    // What web servers and proxies say with a status that says less.
    private static readonly string[] s_tooLarge =
    [
        "Header Or Cookie Too Large", "Request-URI Too Large", "Request-URI Too Long", "URI too long", "query string is too long", "query too long", "query is too long", "Request Too Long",
    ];

    private static (FailureId Id, string What, string NextStep) TooLarge => (
        FailureId.RequestTooLarge, "does not take so long a request", "Raise the limit of the server, or of the proxy before it, for addresses and bodies of requests.");

    /// <summary>The failure that a status stands for, with what the server said of it.</summary>
    public static async Task<FailureException> FailureAsync(
        HttpCall call, HttpAnswer answer, IReadOnlyList<ErrorRule> rules, Redactor redactor, CancellationToken cancellationToken)
    {
        (FailureId id, string what, string nextStep) = answer.Status switch
        {
            401 => (FailureId.CredentialRefused, "does not accept the credential", "Check that it is complete, for this server, and has not expired."),
            403 => (FailureId.PermissionMissing, "does not allow this to the account", "Give the account the right; the connector's README names it."),
            408 => (FailureId.TimedOut, "waited too long for the request", "Run it again."),
            413 or 414 or 431 => TooLarge,
            429 => (FailureId.RateLimited, "takes no more requests for now", "Run it again later, or ask for a larger quota."),
            504 => (FailureId.TimedOut, "did not get an answer in time from what stands behind it", "Look whether the server is overloaded, then run it again."),
            >= 500 => (FailureId.ServerFailed, "failed", "Look at the server, then run it again."),
            >= 300 and < 400 => (FailureId.RedirectRefused, "sends the request elsewhere", "Register the connection with the address that the server itself uses."),
            _ => (FailureId.RequestRefused, "refused the request", "Check the connection's address and the product's version."),
        };
        string text = await answer.ReadTextAsync(MostBytes, cancellationToken).ConfigureAwait(false);
        if (id == FailureId.RequestRefused && s_tooLarge.Any(saying => text.Contains(saying, StringComparison.OrdinalIgnoreCase)))
            (id, what, nextStep) = TooLarge;
        if (rules.FirstOrDefault(rule => rule.Status.Contains(answer.Status) && text.Contains(rule.Text, StringComparison.OrdinalIgnoreCase)) is { } known)
            (id, nextStep) = (known.Failure, known.NextStep ?? nextStep);

        string said = Shown(redactor.Text(text));
        return new FailureException(
            id,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{call.Source}: {answer.Url.GetLeftPart(UriPartial.Authority)} {what} (status {answer.Status}{(said.Length > 0 ? $", \"{said}\"" : "")})."),
            nextStep,
            call.Source);
    }

    /// <summary>Judges an answer whose status says that all is well by its beginning: some products refuse so.</summary>
    /// <exception cref="FailureException">It begins with the text of a rule, blanks apart.</exception>
    public static void CheckRefusal(HttpCall call, HttpAnswer answer, IReadOnlyList<ErrorRule> rules, Redactor redactor, ReadOnlySpan<byte> beginning)
    {
        string start = Encoding.UTF8.GetString(beginning[..Math.Min(beginning.Length, MostBytes)]);
        string bare = WithoutBlanks(start);
        if (rules.FirstOrDefault(rule => rule.Status.Contains(answer.Status) && bare.StartsWith(WithoutBlanks(rule.Text), StringComparison.OrdinalIgnoreCase)) is not { } known)
            return;
        throw new FailureException(
            known.Failure,
            string.Create(CultureInfo.InvariantCulture, $"{call.Source}: {answer.Url.GetLeftPart(UriPartial.Authority)} refused the request (status {answer.Status}, \"{Shown(redactor.Text(start))}\")."),
            known.NextStep ?? "Check the connection's address and the rights of its account.",
            call.Source);
    }

    private static string WithoutBlanks(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    // A page of HTML says nothing in a message, and control characters may not reach a terminal.
    private static string Shown(string text) => text.TrimStart().StartsWith('<')
        ? ""
        : new string([.. text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c).Take(MostCharacters)]).Trim();
}
