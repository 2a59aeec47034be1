using System.Management.Automation;

namespace SecAutomation.Testing.Modules;

/// <summary>What a script gave on each of its streams, in order.</summary>
public sealed record CommandResult
{
    /// <summary>The objects.</summary>
    public required IReadOnlyList<PSObject> Output { get; init; }

    /// <summary>The errors that did not end it.</summary>
    public required IReadOnlyList<ErrorRecord> Errors { get; init; }

    /// <summary>The error that ended it; null where it ran to its end.</summary>
    public required ErrorRecord? Terminated { get; init; }

    /// <summary>The warnings.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What <c>-Verbose</c> says.</summary>
    public required IReadOnlyList<string> Verbose { get; init; }

    /// <summary>The progress.</summary>
    public required IReadOnlyList<ProgressRecord> Progress { get; init; }

    /// <summary>What the host was told to show, "What if:" lines among it.</summary>
    public required string HostText { get; init; }

    /// <summary>The one object.</summary>
    /// <exception cref="InvalidOperationException">There is none, or there are several, or there was an error.</exception>
    public PSObject OneObject() => Succeeded().Output.Count == 1
        ? Output[0]
        : throw new InvalidOperationException($"One object was expected, not {Output.Count}.");

    /// <summary>This result, where no error was written.</summary>
    /// <exception cref="InvalidOperationException">There was an error; the message has all of them.</exception>
    public CommandResult Succeeded()
    {
        List<ErrorRecord> errors = Terminated is null ? [.. Errors] : [.. Errors, Terminated];
        return errors.Count == 0
            ? this
            : throw new InvalidOperationException(string.Join('\n', errors.Select(e => $"{e.FullyQualifiedErrorId}: {e} {e.Exception}")));
    }
}
