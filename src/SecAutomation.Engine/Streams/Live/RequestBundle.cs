using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Net;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests.Batches;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>
/// Several reads that go on side by side, whose requests travel in one. Each round begins once every read that goes on wants its next answer; what was
/// not answered, or only refused for now, is asked again by itself, so that the usual patience and the usual failures hold for it.
/// </summary>
/// <param name="reading">The read that all belong to.</param>
/// <param name="bundle">How requests travel in one.</param>
/// <param name="reads">How many reads go on.</param>
internal sealed class RequestBundle(LiveReading reading, BundleManifest bundle, int reads)
{
    // They speak of how an answer travels, and this one came another way.
    private static readonly string[] s_ofTransfer = ["Content-Length", "Content-Encoding", "Transfer-Encoding", "Connection"];

    /// <summary>How much of answers that nobody has read yet is held, in bytes. What is longer comes by itself.</summary>
    private const int MostHeldBytes = 4 * 1024 * 1024;

    private readonly object _lock = new();
    private List<Waiting> _waiting = [];
    private int _reads = reads;

    /// <summary>Sends a request once the other reads have theirs.</summary>
    public Task<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(call, cancellationToken);
        lock (_lock)
            _waiting.Add(waiting);
        SendIfAllWait();
        return waiting.Answer.Task;
    }

    /// <summary>A read is at its end; the others do not wait for it any more.</summary>
    public void Leave()
    {
        lock (_lock)
            _reads--;
        SendIfAllWait();
    }

    private void SendIfAllWait()
    {
        List<Waiting> all;
        lock (_lock)
        {
            if (_waiting.Count == 0 || _waiting.Count < _reads)
                return;
            (all, _waiting) = (_waiting, []);
        }

        _ = SendAsync(all);
    }

    private async Task SendAsync(List<Waiting> all)
    {
        try
        {
            IReadOnlyList<Waiting> left = all.Count > 1 && reading.Connection.Bundle is not null ? await SendTogetherAsync(all).ConfigureAwait(false) : all;
            foreach (Waiting one in left)
                await one.AnswerAsync(token => reading.Connection.SendAsync(one.Call, reading.Observer, token)).ConfigureAwait(false);
        }
        catch (FailureException failure)
        {
            foreach (Waiting one in all)
                one.Answer.TrySetException(failure);
        }
        catch (OperationCanceledException)
        {
            foreach (Waiting one in all)
                one.Answer.TrySetCanceled(one.Token);
        }
        finally
        {
            // Whatever else it was, no read waits for ever.
            foreach (Waiting one in all)
                one.Answer.TrySetException(new InvalidOperationException("The answer to a request in a bundle was lost."));
        }
    }

    private async Task<IReadOnlyList<Waiting>> SendTogetherAsync(List<Waiting> all)
    {
        string source = string.Create(CultureInfo.InvariantCulture, $"{reading.Connection.Name}, {all.Count} requests in one");
        TemplateValues values = bundle.Fill(all.Select((one, index) => (Id(index), one.Call.Method, one.Call.Url.PathAndQuery)), reading.Connection.Values);
        List<Waiting> left = [.. all];
        try
        {
            await FetchAsync(reading.Connection.Fill(bundle.Request, source, values), all, left).ConfigureAwait(false);
        }
        catch (FailureException refused) when (refused.Id is FailureId.RequestRefused or FailureId.PermissionMissing or FailureId.AnswerNotUnderstood or FailureId.RedirectRefused)
        {
            if (reading.Connection.RefuseBundles())
                reading.Observer.Told($"{reading.Connection.Name}: several requests in one are not taken, so that each is sent by itself. {refused.Message}");
            return left;
        }
        catch (FailureException failure) when (failure.Id is FailureId.ServerFailed or FailureId.TimedOut or FailureId.ReadIncomplete or FailureId.LimitExceeded or FailureId.RequestTooLarge)
        {
            reading.Observer.Told(string.Create(CultureInfo.InvariantCulture, $"{failure.Message} {left.Count} of {all.Count} are sent by themselves."));
            return left;
        }

        if (left.Count > 0)
            reading.Observer.Told(string.Create(CultureInfo.InvariantCulture, $"{source}: {left.Count} were not answered, and are sent by themselves."));
        return left;
    }

    /// <summary>Hands each answer on as it comes. One that is too long to be held is left, so that it comes by itself and is read from the socket.</summary>
    private async Task FetchAsync(HttpCall call, List<Waiting> all, List<Waiting> left)
    {
        CancellationToken cancellationToken = all[0].Token;
        int most = Math.Min(MostHeldBytes, reading.Limits.MaximumValueBytes);
        ReadLimits limits = reading.Limits with { MaximumValueBytes = most };
        var held = new HeldBytes(most);
        using HttpAnswer answer = await reading.Connection.SendAsync(call, reading.Observer, cancellationToken).ConfigureAwait(false);
        using OpenedContent content = answer.Open(limits, cancellationToken);
        using RecordReader reader = RecordReader.Open(bundle.Answer, content, limits);
        FieldMap map = bundle.Answer;
        int id = map.Slot(BundleManifest.AnswerId), status = map.Slot(BundleManifest.AnswerStatus), body = map.Slot(BundleManifest.AnswerBody), headers = map.Slot(BundleManifest.AnswerHeaders);
        int name = map.ChildSlot(headers, BundleManifest.HeaderName), value = map.ChildSlot(headers, BundleManifest.HeaderValue);
        while (reader.Read(cancellationToken))
        {
            if (reader.Failure is not null
                || !int.TryParse(reader.Text(id), NumberStyles.None, CultureInfo.InvariantCulture, out int of) || of < 1 || of > all.Count || !left.Contains(all[of - 1])
                || !int.TryParse(reader.Text(status), NumberStyles.None, CultureInfo.InvariantCulture, out int said) || !TryDecode(reader.Bytes(body), out byte[] bytes))
            {
                continue;
            }

            var part = new Part(said, bytes, [.. Enumerable.Range(0, reader.ChildCount(headers)).Select(i => (reader.ChildText(headers, i, name) ?? "", reader.ChildText(headers, i, value) ?? ""))]);
            if (!part.IsFinal)
                continue;

            Waiting one = all[of - 1];
            await held.AddAsync(bytes.Length, cancellationToken).ConfigureAwait(false);
            left.Remove(one);
            await one.AnswerAsync(token => reading.Connection.TakeAsync(one.Call, part.ToMessage(held), reading.Observer, token)).ConfigureAwait(false);
        }

        if (!reader.ReachedRecords)
            throw new FailureException(FailureId.AnswerNotUnderstood, $"{call.Source}: the answer {answer.Status} holds no answers.", "Check the product's version.", call.Source);
    }

    private static string Id(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    private static bool TryDecode(ReadOnlySpan<byte> text, out byte[] bytes)
    {
        bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        bool isWhole = Base64.DecodeFromUtf8(text, bytes, out _, out int length) == OperationStatus.Done;
        if (length < bytes.Length)
            Array.Resize(ref bytes, length);
        return isWhole;
    }

    private sealed record Part(int Status, byte[] Body, IReadOnlyList<(string Name, string Value)> Header)
    {
        // What the server could not do now it may do later; a request of its own waits and tries as it should.
        public bool IsFinal => Status is >= 200 and < 500 and not (408 or 429);

        public HttpResponseMessage ToMessage(HeldBytes held)
        {
            var message = new HttpResponseMessage((HttpStatusCode)Status) { Content = new StreamContent(held.Hold(Body)) };
            foreach ((string name, string value) in Header.Where(header => header.Name.Length > 0 && !s_ofTransfer.Contains(header.Name, StringComparer.OrdinalIgnoreCase)))
            {
                if (!message.Headers.TryAddWithoutValidation(name, value))
                    message.Content.Headers.TryAddWithoutValidation(name, value);
            }

            return message;
        }
    }

    /// <summary>A request that waits for its answer.</summary>
    private sealed record Waiting(HttpCall Call, CancellationToken Token)
    {
        public TaskCompletionSource<HttpAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task AnswerAsync(Func<CancellationToken, Task<HttpAnswer>> send)
        {
            try
            {
                HttpAnswer answer = await send(Token).ConfigureAwait(false);
                if (!Answer.TrySetResult(answer))
                    answer.Dispose();
            }
            catch (OperationCanceledException)
            {
                Answer.TrySetCanceled(Token);
            }
            catch (FailureException failure)
            {
                Answer.TrySetException(failure);
            }
        }
    }
}
