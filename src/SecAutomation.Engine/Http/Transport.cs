using System.Net.Http.Headers;
using RestSharp;
using RestSharp.Interceptors;
using SecAutomation.Engine.Resilience;

namespace SecAutomation.Engine.Http;

/// <summary>Sends one message over RestSharp and leaves the body of its answer on the socket.</summary>
internal sealed class Transport : IDisposable
{
    private readonly RestClient _client;
    private readonly HttpDoorDefinition _definition;
    private readonly TimeProvider _time;
    private readonly Redactor _redactor;

    public Transport(HttpDoorDefinition definition, TimeProvider time, Redactor redactor)
    {
        (_definition, _time, _redactor) = (definition, time, redactor);
        _client = new RestClient(MessageHandlers.Create(definition), disposeHandler: true, options =>
        {
            options.FollowRedirects = false;
            options.ThrowOnAnyError = true;
            options.SetErrorExceptionOnUnsuccessfulStatusCode = false;

            // The pipeline limits each try, by the connection's clock.
            options.Timeout = Timeout.InfiniteTimeSpan;
            options.UserAgent = definition.UserAgent;
        });
    }

    public async Task<Attempt> SendAsync(HttpCall call, Uri url, IReadOnlyList<KeyValuePair<string, string>> credential, CancellationToken cancellationToken)
    {
        var exchange = new Exchange(call, url, credential);
        Stream? body = null;
        try
        {
            var request = new RestRequest(url) { Method = call.Method == HttpMethod.Get ? Method.Get : Method.Post, Interceptors = [exchange] };
            body = await _client.DownloadStreamAsync(request, cancellationToken).ConfigureAwait(false);
            return body is not null && exchange.Response is { } response
                ? new Attempt(new HttpAnswer(call, url, response, body, _definition.Pace, _time))
                : throw new HttpRequestException("There is no answer.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            exchange.Response?.Dispose();
            return Judge(call, url, e);
        }
        catch
        {
            if (body is not null)
                await body.DisposeAsync().ConfigureAwait(false);

            exchange.Response?.Dispose();
            throw;
        }
    }

    public void Dispose() => _client.Dispose();

    private Attempt Judge(HttpCall call, Uri url, Exception e)
    {
        Uri? proxy = ConnectionTrouble.ProxyOf(_definition.Proxy, url);
        ConnectionTrouble trouble = ConnectionTrouble.Request(e, proxy is not null);
        string server = url.GetLeftPart(UriPartial.Authority);
        bool isProxys = proxy is not null && e is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError };
        string place = isProxys ? $"the proxy {ConnectionTrouble.Shown(proxy!)} on the way to {server}" : server;
        string said = _redactor.Text(e.GetBaseException().Message).TrimEnd('.', '"') + ".";
        return new Attempt(
            null, new FailureException(trouble.Id, $"{call.Source}: {place} {trouble.What}: {said}", trouble.NextStep, call.Source, e), trouble.MayHaveArrived, trouble.IsLasting);
    }

    /// <summary>Puts the message together to the byte, so that nothing is encoded twice, and keeps the answer.</summary>
    private sealed class Exchange(HttpCall call, Uri url, IReadOnlyList<KeyValuePair<string, string>> credential) : Interceptor
    {
        public HttpResponseMessage? Response { get; private set; }

        public override ValueTask BeforeHttpRequest(HttpRequestMessage requestMessage, CancellationToken cancellationToken)
        {
            requestMessage.Method = call.Method;
            requestMessage.RequestUri = url;
            requestMessage.Content = null;
            if (!call.Body.IsEmpty)
            {
                requestMessage.Content = new ReadOnlyMemoryContent(call.Body);
                requestMessage.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(call.BodyType);
            }

            requestMessage.Headers.Remove("Accept");
            requestMessage.Headers.Remove("Accept-Encoding");
            requestMessage.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
            foreach ((string name, string value) in call.Header.Concat(credential))
            {
                requestMessage.Headers.Remove(name);
                if (value.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0 || !requestMessage.Headers.TryAddWithoutValidation(name, value))
                    throw new FailureException(FailureId.RequestRefused, $"{call.Source}: the header {name} cannot be sent.", "Correct the connection's settings.", call.Source);
            }

            return ValueTask.CompletedTask;
        }

        public override ValueTask AfterHttpRequest(HttpResponseMessage responseMessage, CancellationToken cancellationToken)
        {
            Response = responseMessage;
            return ValueTask.CompletedTask;
        }
    }
}
