using System.IO.Compression;
using System.Text;
using SecAutomation.Engine.Formats;

namespace SecAutomation.Engine.Http;

/// <summary>An answer whose headers are there; its body is read from the socket as it is consumed.</summary>
public sealed class HttpAnswer : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly Stream _body;
    private readonly HttpCall _call;
    private readonly BodyPace _pace;
    private readonly TimeProvider _time;

    internal HttpAnswer(HttpCall call, Uri url, HttpResponseMessage response, Stream body, BodyPace pace, TimeProvider time)
    {
        (_call, Url, _response, _body, _pace, _time) = (call, url, response, body, pace, time);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, IEnumerable<string> values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).Select(pair => (pair.Key, pair.Value.AsEnumerable())))
            headers[name] = string.Join(", ", values);

        Header = headers;
        Status = (int)response.StatusCode;
    }

    /// <summary>The address that answered.</summary>
    public Uri Url { get; }

    /// <summary>The status.</summary>
    public int Status { get; }

    /// <summary>The headers; names compare without regard to case, several values are joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Header { get; }

    /// <summary>The media type without parameters; empty where the server names none.</summary>
    public string MediaType => Header.TryGetValue("Content-Type", out string? type) ? type.Split(';')[0].Trim().ToLowerInvariant() : "";

    /// <summary>What the product means by answers that refuse although their status does not, and what takes secrets out of what it says.</summary>
    internal (IReadOnlyList<ErrorRule> Rule, Redactor Redactor)? Refusal { get; set; }

    /// <summary>Opens the body for a reader, decompressed where it is gzip, once its beginning shows that it is what was asked for.</summary>
    /// <param name="limits">How much it may expand to.</param>
    /// <param name="cancellationToken">Ends the reading, in the middle of a wait too.</param>
    /// <exception cref="FailureException">
    /// <see cref="FailureId.AnswerNotUnderstood"/>: a web page, another content type, another compression or nothing at all;
    /// <see cref="FailureId.ReadIncomplete"/>: it broke off; <see cref="FailureId.TimedOut"/>: it stalled or trickled. The last two also while it is read.
    /// </exception>
    public OpenedContent Open(ReadLimits limits, CancellationToken cancellationToken)
    {
        var stream = new AnswerBodyStream(_response, _body, _call.Source, _pace, _time, cancellationToken);
        OpenedContent? content = null;
        try
        {
            AnswerContent.CheckHeaders(_call, this);
            content = OpenedContent.FromStream(stream, _call.Source, limits);
            AnswerContent.CheckBeginning(_call, this, content.Beginning);
            if (Refusal is { } refusal)
                AnswerStatus.CheckRefusal(_call, this, refusal.Rule, refusal.Redactor, content.Beginning);
            return content;
        }
        catch (FailureException failure) when (failure.Id == FailureId.FileEmpty)
        {
            stream.Dispose();
            throw new FailureException(FailureId.AnswerNotUnderstood, $"{_call.Source}: the answer {Status} is empty.", "Check the connection's address.", _call.Source, failure);
        }
        catch
        {
            if (content is null)
                stream.Dispose();
            else
                content.Dispose();

            throw;
        }
    }

    /// <summary>Writes the body to a file as it comes, compressed or not.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Ends it, in the middle of a wait too.</param>
    /// <exception cref="FailureException">As for <see cref="Open"/>; what it should hold is seen when the file is read.</exception>
    internal void Save(Stream file, CancellationToken cancellationToken)
    {
        AnswerContent.CheckHeaders(_call, this);
        using var stream = new AnswerBodyStream(_response, _body, _call.Source, _pace, _time, cancellationToken);
        try
        {
            stream.CopyTo(file);
        }
        catch (IOException broken) when (broken is System.Net.Http.HttpIOException || broken.InnerException is System.Net.Sockets.SocketException)
        {
            throw new FailureException(FailureId.ReadIncomplete, $"{_call.Source}: the answer broke off.", "Run it again.", _call.Source, broken);
        }
    }

    /// <summary>Reads a short body, such as a token or an error, cut at a length.</summary>
    internal async Task<string> ReadTextAsync(int mostBytes, CancellationToken cancellationToken)
    {
        bool isCompressed = Header.TryGetValue("Content-Encoding", out string? encoding) && encoding.Contains("gzip", StringComparison.OrdinalIgnoreCase);
        using GZipStream? expanded = isCompressed ? new GZipStream(_body, CompressionMode.Decompress, leaveOpen: true) : null;
        Stream body = expanded ?? _body;
        byte[] buffer = new byte[mostBytes];
        int length = 0;
        using var limit = new CancellationTokenSource(_pace.Idle, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            for (int read; length < mostBytes && (read = await body.ReadAsync(buffer.AsMemory(length), either.Token).ConfigureAwait(false)) > 0;)
                length += read;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // What arrived until then is all that can be said.
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _body.Dispose();
        _response.Dispose();
    }
}
