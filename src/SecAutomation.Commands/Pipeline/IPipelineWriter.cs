using System.Management.Automation;

namespace SecAutomation.Commands.Pipeline;

/// <summary>The streams of a cmdlet as a worker sees them: what is written here arrives in this order, on the pipeline's thread.</summary>
internal interface IPipelineWriter
{
    /// <summary>Writes an object to the pipeline.</summary>
    void Output(object value);

    /// <summary>Writes a non-terminating error.</summary>
    void Error(ErrorRecord error);

    /// <summary>Writes a warning.</summary>
    void Warning(string message);

    /// <summary>Writes to the verbose stream.</summary>
    void Verbose(string message);

    /// <summary>Writes to the debug stream.</summary>
    void Debug(string message);

    /// <summary>Writes to the information stream.</summary>
    void Information(InformationRecord information);

    /// <summary>Shows progress.</summary>
    void Progress(ProgressRecord progress);

    /// <summary>Asks whether a change is to be made; <c>-WhatIf</c> and <c>-Confirm</c> answer.</summary>
    /// <param name="target">What is changed.</param>
    /// <param name="action">What is done to it.</param>
    /// <returns>The answer, and why.</returns>
    Task<ChangeAnswer> ShouldProcessAsync(string target, string action);

    /// <summary>Asks a second time, whatever <c>-Confirm</c> says.</summary>
    /// <param name="query">The question.</param>
    /// <param name="caption">Its headline.</param>
    /// <returns>The answer.</returns>
    Task<bool> ShouldContinueAsync(string query, string caption);
}
