using System.Globalization;

namespace SecAutomation.Engine.Streams;

/// <summary>Passes failures of one file on, and counts instead once a condition has been reported often enough.</summary>
/// <param name="source">The file.</param>
/// <param name="observer">Who hears of them.</param>
internal sealed class FailureTally(string source, IReadObserver observer)
{
    /// <summary>How many failures of one condition are reported one by one; the others are counted and reported in one.</summary>
    public const int LimitPerCondition = 100;

    private readonly Dictionary<FailureId, long> _counts = [];

    /// <summary>Reports a failure. The text is made only if it is going to be read.</summary>
    /// <param name="id">The condition.</param>
    /// <param name="describe">Makes the message and the next step.</param>
    public void Report(FailureId id, Func<(string Message, string? NextStep)> describe)
    {
        if (!Count(id))
            return;
        (string message, string? nextStep) = describe();
        observer.Failed(new FailureException(id, message, nextStep, source));
    }

    /// <summary>Reports a failure that is there already.</summary>
    public void Report(FailureException failure)
    {
        if (Count(failure.Id))
            observer.Failed(failure);
    }

    /// <summary>Reports, for each condition that was more frequent than its limit, how often it was met.</summary>
    public void Close()
    {
        foreach ((FailureId id, long count) in _counts)
        {
            if (count <= LimitPerCondition)
                continue;
            string more = (count - LimitPerCondition).ToString("N0", CultureInfo.InvariantCulture);
            string all = count.ToString("N0", CultureInfo.InvariantCulture);
            observer.Failed(new FailureException(
                id,
                $"{source}: {more} more failures of this kind are not shown one by one; there are {all} in all.",
                "Correct those that are shown and read the file again.",
                source));
        }
    }

    private bool Count(FailureId id)
    {
        long count = _counts.GetValueOrDefault(id) + 1;
        _counts[id] = count;
        return count <= LimitPerCondition;
    }
}
