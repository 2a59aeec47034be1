namespace SecAutomation;

/// <summary>A condition that SecAutomation foresaw. Its message names the input, the place and the next step.</summary>
public sealed class FailureException : Exception
{
    /// <summary>Makes a failure.</summary>
    /// <param name="id">The condition.</param>
    /// <param name="message">What is wrong, with the input and the place.</param>
    /// <param name="nextStep">What to do now; null where the message says it.</param>
    /// <param name="target">What it is about: a path, a host, a ticket.</param>
    /// <param name="innerException">The cause, if any.</param>
    public FailureException(
        FailureId id,
        string message,
        string? nextStep = null,
        object? target = null,
        Exception? innerException = null)
        : base(nextStep is null ? message : $"{message} {nextStep}", innerException)
    {
        Id = id;
        NextStep = nextStep;
        Target = target;
    }

    /// <summary>The condition.</summary>
    public FailureId Id { get; }

    /// <summary>What to do now; null where the message says it.</summary>
    public string? NextStep { get; }

    /// <summary>What it is about: a path, a host, a ticket.</summary>
    public object? Target { get; }
}
