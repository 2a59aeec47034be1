using System.Globalization;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Resilience;

namespace SecAutomation.Engine.Http;

/// <summary>
/// The one way to a server: proves who the connection is, keeps to its budget, tries again where that is safe, traces, and hides secrets. One for
/// each connection; safe for many threads.
/// </summary>
public sealed class HttpDoor : ICredentialExchange, IAsyncDisposable
{
    private const int MostRedirects = 5;

    private readonly HttpDoorDefinition _definition;
    private readonly Authenticator? _authenticator;
    private readonly CallObserver _observer;
    private readonly Transport _transport;
    private readonly RequestPipeline _pipeline;
    private int _underWay;
    private long _usedAt;

    /// <summary>Makes one. Nothing is sent yet.</summary>
    /// <param name="definition">How the server is reached.</param>
    /// <param name="authenticator">How the connection proves who it is; null: not at all. The door disposes of it.</param>
    /// <param name="observer">Hears what happens outside of a call that has an observer of its own.</param>
    /// <param name="time">The clock.</param>
    public HttpDoor(HttpDoorDefinition definition, Authenticator? authenticator, IHttpObserver observer, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(observer);
        ArgumentNullException.ThrowIfNull(time);
        if (!definition.BaseUrl.IsAbsoluteUri || (definition.BaseUrl.Scheme != Uri.UriSchemeHttps && definition.BaseUrl.Scheme != Uri.UriSchemeHttp))
            throw new ArgumentException("A connection's address begins with https:// or http://.", nameof(definition));

        (_definition, _authenticator, _observer, Time) = (definition, authenticator, new CallObserver(observer), time);
        Redactor = new Redactor(definition.SecretSetting);
        foreach (Secret secret in authenticator?.Secrets ?? [])
            Redactor.Hide(secret);

        Budget = new RateBudget(time, definition.Limit);
        _transport = new Transport(definition, time, Redactor);
        _pipeline = new RequestPipeline(definition.Retry, Budget, time, _observer);
        _usedAt = time.GetTimestamp();
    }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>The right to send, which all requests of the connection share.</summary>
    public RateBudget Budget { get; }

    /// <summary>Takes secrets out of what is shown.</summary>
    public Redactor Redactor { get; }

    /// <summary>Sends a request with the connection's credential, for a caller who alone hears of it.</summary>
    /// <inheritdoc cref="SendAsync(HttpCall, CancellationToken)"/>
    public async Task<HttpAnswer> SendAsync(HttpCall call, IHttpObserver observer, CancellationToken cancellationToken)
    {
        // What a call begins in the background, such as the renewal of a token, may outlive it; its observer does not hear of that.
        using IDisposable hearing = _observer.Begin(observer);
        Interlocked.Increment(ref _underWay);
        try
        {
            return await SendAsync(call, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Exchange(ref _usedAt, Time.GetTimestamp());
            Interlocked.Decrement(ref _underWay);
        }
    }

    /// <summary>Sends a request with the connection's credential.</summary>
    /// <returns>An answer with a status from 200 to 299, or one that the caller expects.</returns>
    /// <exception cref="FailureException">
    /// <see cref="FailureId.ConnectionFailed"/>, <see cref="FailureId.CertificateInvalid"/>, <see cref="FailureId.TimedOut"/>,
    /// <see cref="FailureId.CredentialRefused"/>, <see cref="FailureId.PermissionMissing"/>, <see cref="FailureId.RequestRefused"/>,
    /// <see cref="FailureId.RateLimited"/>, <see cref="FailureId.ServerFailed"/>, <see cref="FailureId.RedirectRefused"/>; for a write in doubt
    /// <see cref="FailureId.TicketOutcomeUncertain"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// The token was cancelled. A write may have arrived all the same.
    /// </exception>
    public async Task<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        Uri url = Resolve(call.Url);
        if (call.IsElsewhere)
            return await AcceptedAsync(call, await PipedAsync(call, url, [], cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        if (!IsOwn(url))
            throw Elsewhere(call, url);

        HttpAnswer answer = await AuthenticatedAsync(call, url, cancellationToken).ConfigureAwait(false);
        for (int redirects = 0; answer.Status is 301 or 302 or 303 or 307 or 308 && !call.ExpectedStatus.Contains(answer.Status); redirects++)
        {
            using (answer)
            {
                bool isFollowed = call.Kind == RequestKind.Read && redirects < MostRedirects && (call.Method == HttpMethod.Get || answer.Status is 307 or 308);
                if (!isFollowed || !answer.Header.TryGetValue("Location", out string? location) || !Uri.TryCreate(url, location, out Uri? target))
                    throw await AnswerStatus.FailureAsync(call, answer, _definition.Error, Redactor, cancellationToken).ConfigureAwait(false);

                url = IsOwn(target) ? target : throw Elsewhere(call, target);
            }

            answer = await AuthenticatedAsync(call, url, cancellationToken).ConfigureAwait(false);
        }

        return await AcceptedAsync(call, answer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes an answer that came inside of the answer to another request.</summary>
    /// <param name="call">The request that it answers.</param>
    /// <param name="part">The answer.</param>
    /// <param name="observer">Hears of it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FailureException">As for a request of its own that is answered so, which is not tried again.</exception>
    internal Task<HttpAnswer> TakeAsync(HttpCall call, HttpResponseMessage part, IHttpObserver observer, CancellationToken cancellationToken)
    {
        Uri url = Resolve(call.Url);
        var answer = new HttpAnswer(call, url, part, part.Content.ReadAsStream(cancellationToken), _definition.Pace, Time);
        observer.Traced(string.Create(CultureInfo.InvariantCulture, $"{call.Method} {Redactor.Address(url)} was answered in one with others: {answer.Status}"));
        return AcceptedAsync(call, answer, cancellationToken);
    }

    /// <summary>Whether nobody has sent anything for so long.</summary>
    internal bool IsIdle(TimeSpan time) => Volatile.Read(ref _underWay) == 0 && Time.GetElapsedTime(Interlocked.Read(ref _usedAt)) >= time;

    /// <inheritdoc/>
    async Task<HttpAnswer> ICredentialExchange.SendAsync(HttpCall request, CancellationToken cancellationToken)
    {
        // A token that is asked for twice does no harm, and an account is not locked by it: refusals are not retried.
        HttpAnswer answer = await PipedAsync(request, Resolve(request.Url), [], cancellationToken).ConfigureAwait(false);
        return await AcceptedAsync(request, answer, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    void ICredentialExchange.Hide(Secret secret) => Redactor.Hide(secret);

    /// <summary>Logs off where there is something to log off from, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_authenticator is not null)
            await _authenticator.DisposeAsync().ConfigureAwait(false);

        _transport.Dispose();
    }

    private async Task<HttpAnswer> AuthenticatedAsync(HttpCall call, Uri url, CancellationToken cancellationToken)
    {
        if (_authenticator is null)
            return await PipedAsync(call, url, [], cancellationToken).ConfigureAwait(false);

        IReadOnlyList<KeyValuePair<string, string>> credential = await CredentialAsync(cancellationToken).ConfigureAwait(false);
        HttpAnswer answer = await PipedAsync(call, url, credential, cancellationToken).ConfigureAwait(false);
        if (answer.Status != 401 || call.ExpectedStatus.Contains(401) || !_authenticator.Refused(credential))
            return answer;

        // A refused request did nothing, so even a write may go out once more with a new token.
        answer.Dispose();
        credential = await CredentialAsync(cancellationToken).ConfigureAwait(false);
        return await PipedAsync(call, url, credential, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<IReadOnlyList<KeyValuePair<string, string>>> CredentialAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<KeyValuePair<string, string>> credential = await _authenticator!.HeadersAsync(this, cancellationToken).ConfigureAwait(false);
        foreach ((string name, _) in credential)
            Redactor.HideHeader(name);

        return credential;
    }

    private Task<HttpAnswer> PipedAsync(HttpCall call, Uri url, IReadOnlyList<KeyValuePair<string, string>> credential, CancellationToken cancellationToken) =>
        _pipeline.SendAsync(call, token => TracedAsync(call, url, credential, token), cancellationToken);

    private async Task<Attempt> TracedAsync(HttpCall call, Uri url, IReadOnlyList<KeyValuePair<string, string>> credential, CancellationToken cancellationToken)
    {
        long start = Time.GetTimestamp();
        string sent = string.Join(", ", call.Header.Concat(credential).Select(header => Redactor.Header(header.Key, header.Value)));
        string shown = call.IsElsewhere ? $"{url.GetLeftPart(UriPartial.Path)}{(url.Query.Length > 0 ? "?***" : "")}" : Redactor.Address(url);
        _observer.Traced($"{call.Method} {shown}{(sent.Length > 0 ? $" [{sent}]" : "")}");
        Attempt attempt = await _transport.SendAsync(call, url, credential, cancellationToken).ConfigureAwait(false);
        string came = attempt.Answer is { } answer
            ? string.Create(CultureInfo.InvariantCulture, $"{answer.Status} [{string.Join(", ", answer.Header.Select(header => Redactor.Header(header.Key, header.Value)))}]")
            : attempt.Failure!.Id.ToString();
        _observer.Traced(string.Create(
            CultureInfo.InvariantCulture, $"{call.Method} {shown} -> {came} after {Time.GetElapsedTime(start).TotalMilliseconds:0} ms"));
        _observer.Answered(Time.GetElapsedTime(start));
        return attempt;
    }

    private async Task<HttpAnswer> AcceptedAsync(HttpCall call, HttpAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.Status is >= 200 and < 300 || call.ExpectedStatus.Contains(answer.Status))
        {
            if (_definition.Error.Any(rule => rule.Status.Contains(answer.Status)))
                answer.Refusal = (_definition.Error, Redactor);
            return answer;
        }

        using (answer)
            throw await AnswerStatus.FailureAsync(call, answer, _definition.Error, Redactor, cancellationToken).ConfigureAwait(false);
    }

    private Uri Resolve(Uri url) => url.IsAbsoluteUri && !url.IsFile ? url : new Uri(_definition.BaseUrl, url.OriginalString);

    private bool IsOwn(Uri url) =>
        url.Scheme == _definition.BaseUrl.Scheme && url.Port == _definition.BaseUrl.Port && string.Equals(url.IdnHost, _definition.BaseUrl.IdnHost, StringComparison.OrdinalIgnoreCase);

    private FailureException Elsewhere(HttpCall call, Uri url) => new(
        FailureId.RedirectRefused,
        $"{call.Source}: {url.GetLeftPart(UriPartial.Authority)} is not {_definition.BaseUrl.GetLeftPart(UriPartial.Authority)}. Credentials are not sent there.",
        "Register the connection with the address that the server itself uses.",
        call.Source);
}
