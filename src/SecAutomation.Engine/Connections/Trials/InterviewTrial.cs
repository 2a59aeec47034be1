using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests.Connections;
using SecAutomation.Engine.Manifests.Requests;

namespace SecAutomation.Engine.Connections.Trials;

/// <summary>What a server says of a connection: whether it takes the credential, who that is, which version it has, and what it allows.</summary>
/// <param name="connection">The connection.</param>
/// <param name="observer">Hears what happens.</param>
/// <param name="time">The clock.</param>
public sealed class InterviewTrial(LiveConnection connection, IHttpObserver observer, TimeProvider time)
{
    private const int MostCharacters = 120;

    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, string> _header = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the server, or the way to it, does not take this connection at all.</summary>
    public bool IsRefused { get; private set; }

    private ConnectionTest Test => connection.Manifest.Test;

    /// <summary>The answers, each when it is known.</summary>
    /// <param name="cancellationToken">Ends the trial.</param>
    public async IAsyncEnumerable<ConnectionCheck> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await AskAsync("Credential", "", Test.Identity, who => who is null ? "The server accepts it." : $"The server accepts it and knows it as {who}.", cancellationToken).ConfigureAwait(false);
        yield return await AskAsync("Version", "", Test.Version, Versions, cancellationToken).ConfigureAwait(false);
        foreach (ConnectionQuestion right in Test.Right)
            yield return await AskAsync("Right", right.Title, right, _ => "The account may do it.", cancellationToken).ConfigureAwait(false);

        if (Test.Right.Count == 0)
            yield return Answer("Right") with { Outcome = CheckOutcome.NotChecked, Detail = "The connector names no right that could be asked for. Its README lists what is needed." };

        if (connection.Connector.Tracker is not null)
        {
            yield return Answer("Right") with
            {
                Subject = "write tickets",
                Outcome = CheckOutcome.NotChecked,
                Detail = "A test writes nothing: whether the account may create and change tickets shows when it does. The connector's README lists the rights.",
            };
        }

        yield return Clock();
        yield return Budget();
    }

    private static string Shown(string text) => new([.. text.Select(letter => char.IsControl(letter) ? ' ' : letter).Take(MostCharacters)]);

    private async Task<ConnectionCheck> AskAsync(string check, string subject, ConnectionQuestion? question, Func<string?, string> say, CancellationToken cancellationToken)
    {
        ConnectionCheck answer = Answer(check) with { Subject = subject };
        if (question is null)
            return answer with { Outcome = CheckOutcome.NotChecked, Detail = "The product has no question for it." };

        if (IsRefused)
            return answer with { Outcome = CheckOutcome.NotChecked, Detail = "The server did not accept the connection." };

        long start = Stopwatch.GetTimestamp();
        try
        {
            using HttpAnswer heard = await connection.SendAsync(question.Request, TemplateValues.Empty, observer, cancellationToken).ConfigureAwait(false);
            foreach ((string name, string value) in heard.Header)
                _header[name] = value;

            string? said = question.Answer?.Read(heard, ReadLimits.Default, cancellationToken).Text(ConnectionQuestion.Value);
            return answer with { Detail = say(said is null ? null : Shown(connection.Redactor.Text(said))), Duration = Stopwatch.GetElapsedTime(start) };
        }
        catch (FailureException failure)
        {
            // Without the credential, or without the server, nothing further can be asked.
            IsRefused |= check == "Credential" || failure.Id is FailureId.CredentialRefused or FailureId.ConnectionFailed or FailureId.CertificateInvalid or FailureId.RedirectRefused;
            return Failed(answer, failure) with { Duration = Stopwatch.GetElapsedTime(start) };
        }
    }

    /// <summary>The answer that a failure is.</summary>
    public static ConnectionCheck Failed(ConnectionCheck answer, FailureException failure) => answer with
    {
        Outcome = CheckOutcome.Failed,
        Detail = failure.NextStep is { } next && failure.Message.EndsWith(next, StringComparison.Ordinal) ? failure.Message[..^next.Length].TrimEnd() : failure.Message,
        NextStep = failure.NextStep ?? "",
        ErrorId = failure.Id.ToString(),
    };

    /// <summary>The answer that two clocks are.</summary>
    /// <param name="answer">What is asked.</param>
    /// <param name="skew">How far this machine's clock is ahead of the server's.</param>
    /// <param name="most">How far it may be off.</param>
    /// <param name="nextStep">What to do where it is farther.</param>
    public static ConnectionCheck Compared(ConnectionCheck answer, TimeSpan skew, TimeSpan most, string nextStep)
    {
        bool isOff = skew.Duration() > most;
        return answer with
        {
            Outcome = isOff ? CheckOutcome.Warning : CheckOutcome.Passed,
            Detail = string.Create(CultureInfo.InvariantCulture, $"This machine's clock is {Math.Abs(skew.TotalSeconds):0} seconds {(skew < TimeSpan.Zero ? "behind" : "ahead of")} the server's."),
            NextStep = isOff ? nextStep : "",
        };
    }

    private string Versions(string? said)
    {
        string written = connection.Connector.Version.Count > 0 ? $" The connector was written for {string.Join(", ", connection.Connector.Version)}." : "";
        return (said is null ? "The server does not say." : $"The server is version {said}.") + written;
    }

    private ConnectionCheck Clock()
    {
        if (!_header.TryGetValue("Date", out string? said) || !DateTimeOffset.TryParseExact(said, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset server))
            return Answer("Clock") with { Outcome = CheckOutcome.NotChecked, Detail = "The server did not say what time it is." };

        return Compared(Answer("Clock"), time.GetUtcNow() - server, s_skew, "Let a time service keep both clocks: tokens, and findings since a time, depend on them.");
    }

    private ConnectionCheck Budget()
    {
        string[] told = [.. _header.Where(header => header.Key.Contains("ratelimit", StringComparison.OrdinalIgnoreCase) || header.Key.Contains("rate-limit", StringComparison.OrdinalIgnoreCase))
            .Select(header => $"{header.Key}: {Shown(header.Value)}").Order(StringComparer.OrdinalIgnoreCase)];
        return Answer("Budget") with { Detail = told.Length > 0 ? $"{connection.Budget} The server says {string.Join(", ", told)}." : connection.Budget };
    }

    private ConnectionCheck Answer(string check) => new() { Connection = connection.Name, Check = check };
}
