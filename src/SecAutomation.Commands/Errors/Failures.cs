using System.Management.Automation;

namespace SecAutomation.Commands.Errors;

/// <summary>Turns whatever went wrong into the error that a script sees.</summary>
internal static class Failures
{
    /// <summary>The error of an exception.</summary>
    /// <param name="exception">A foreseen condition, or any other exception.</param>
    /// <param name="target">What the error is about where the exception does not say.</param>
    /// <returns>The error. Its id is the name of the <see cref="FailureId"/>.</returns>
    public static ErrorRecord ToErrorRecord(Exception exception, object? target = null)
    {
        FailureException failure = exception as FailureException ?? Unexpected(exception);

        // The message says the next step itself; as a recommended action, shells would show it twice.
        return new ErrorRecord(
            failure, failure.Id.ToString(), FailureCategories.Of(failure.Id), failure.Target ?? target);
    }

    private static FailureException Unexpected(Exception exception) => new(
        FailureId.Unexpected,
        $"{exception.GetType().Name}: {exception.Message}",
        "This is a defect of SecAutomation, or of the machine it runs on. Nothing that was not reported as done was done. "
            + "Run the command again with -Verbose, and report it with the text of $Error[0].Exception.InnerException.",
        innerException: exception);
}
