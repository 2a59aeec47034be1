using System.Collections.Concurrent;
using System.Management.Automation;

namespace SecAutomation.Commands.Pipeline;

/// <summary>Runs workers, and brings what they write and ask to the pipeline's thread, which alone may write.</summary>
/// <param name="stopping">Cancelled when the pipeline stops.</param>
internal sealed class PipelinePump(CancellationToken stopping) : IPipelineWriter, IDisposable
{
    // Enough that a worker seldom waits, and little enough that nothing piles up before a slow consumer.
    private const int Capacity = 256;

    // What a worker may still do once the pipeline stops, such as ending its job on a server, before the process perhaps ends.
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly BlockingCollection<Action<Cmdlet>> _queue = new(Capacity);
    private readonly ConcurrentQueue<Exception> _failure = new();
    private readonly CancellationTokenSource _abandoned = CancellationTokenSource.CreateLinkedTokenSource(stopping);

    // One for each worker, and one for the pipeline's thread until it starts no more of them.
    private int _open = 1;

    /// <summary>Starts a worker.</summary>
    /// <param name="work">What it does. Its token is cancelled when the pipeline stops or the cmdlet has failed.</param>
    public void Start(Func<CancellationToken, Task> work)
    {
        Interlocked.Increment(ref _open);

        // A continuation ends the queue and not the worker itself: work that fails before its first line, for want of
        // an assembly for example, would never reach its own finally, and the cmdlet would wait for ever.
        _ = Task.Run(() => work(_abandoned.Token), CancellationToken.None)
            .ContinueWith(End, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Writes what is ready, and does not wait for more.</summary>
    /// <param name="cmdlet">The cmdlet, on its own thread.</param>
    public void DrainReady(Cmdlet cmdlet)
    {
        while (_queue.TryTake(out Action<Cmdlet>? message))
            Write(message, cmdlet);
    }

    /// <summary>Writes until the last worker has ended. After it, no worker may be started.</summary>
    /// <param name="cmdlet">The cmdlet, on its own thread.</param>
    /// <returns>What ended workers early; empty where all came to their end.</returns>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped; the workers had up to two seconds to end what they had begun.</exception>
    public IReadOnlyCollection<Exception> DrainToEnd(Cmdlet cmdlet)
    {
        Release();
        try
        {
            foreach (Action<Cmdlet> message in _queue.GetConsumingEnumerable(stopping))
                Write(message, cmdlet);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            _ended.Task.Wait(s_farewell, CancellationToken.None);
            throw new PipelineStoppedException();
        }

        return _failure;
    }

    /// <summary>Tells the workers to end. It waits for none of them.</summary>
    public void Dispose() => _abandoned.Cancel();

    /// <inheritdoc/>
    public void Output(object value) => Post(cmdlet => cmdlet.WriteObject(value));

    /// <inheritdoc/>
    public void Error(ErrorRecord error) => Post(cmdlet => cmdlet.WriteError(error));

    /// <inheritdoc/>
    public void Warning(string message) => Post(cmdlet => cmdlet.WriteWarning(message));

    /// <inheritdoc/>
    public void Verbose(string message) => Post(cmdlet => cmdlet.WriteVerbose(message));

    /// <inheritdoc/>
    public void Debug(string message) => Post(cmdlet => cmdlet.WriteDebug(message));

    /// <inheritdoc/>
    public void Information(InformationRecord information) => Post(cmdlet => cmdlet.WriteInformation(information));

    /// <inheritdoc/>
    public void Progress(ProgressRecord progress) => Post(cmdlet => cmdlet.WriteProgress(progress));

    /// <inheritdoc/>
    public Task<ChangeAnswer> ShouldProcessAsync(string target, string action) => AskAsync(cmdlet =>
    {
        // The words of PowerShell's own question with a target and an action.
        bool yes = cmdlet.ShouldProcess(
            $"Performing the operation \"{action}\" on target \"{target}\".",
            $"Performing the operation \"{action}\" on target \"{target}\".",
            "Confirm",
            out ShouldProcessReason reason);
        return yes ? ChangeAnswer.Yes : reason == ShouldProcessReason.WhatIf ? ChangeAnswer.WhatIf : ChangeAnswer.No;
    });

    /// <inheritdoc/>
    public Task<bool> ShouldContinueAsync(string query, string caption) =>
        AskAsync(cmdlet => cmdlet.ShouldContinue(query, caption));

    private async Task<T> AskAsync<T>(Func<Cmdlet, T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationTokenRegistration registration = _abandoned.Token.Register(() => answer.TrySetCanceled());
        await using (registration.ConfigureAwait(false))
        {
            Post(cmdlet =>
            {
                try
                {
                    answer.TrySetResult(question(cmdlet));
                }
                finally
                {
                    // The question itself can stop the pipeline.
                    answer.TrySetCanceled();
                }
            });
            return await answer.Task.ConfigureAwait(false);
        }
    }

    private void Post(Action<Cmdlet> message) => _queue.Add(message, _abandoned.Token);

    private void Write(Action<Cmdlet> message, Cmdlet cmdlet)
    {
        bool isWritten = false;
        try
        {
            message(cmdlet);
            isWritten = true;
        }
        finally
        {
            // -ErrorAction Stop, or a consumer downstream that has enough: nobody will read what the workers write.
            if (!isWritten)
                _abandoned.Cancel();
        }
    }

    private void End(Task worker)
    {
        if (worker.Exception is { } exception)
        {
            foreach (Exception inner in exception.Flatten().InnerExceptions)
                _failure.Enqueue(inner);
        }
        else if (worker.IsCanceled && !_abandoned.IsCancellationRequested)
        {
            _failure.Enqueue(new TaskCanceledException(worker));
        }

        Release();
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _open) > 0)
            return;
        _queue.CompleteAdding();
        _ended.TrySetResult();
    }
}
