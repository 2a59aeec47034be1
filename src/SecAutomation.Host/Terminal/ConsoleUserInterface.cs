using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace SecAutomation.Host.Terminal;

/// <summary>Results go to standard output; errors, warnings, progress and questions to standard error.</summary>
public sealed class ConsoleUserInterface : PSHostUserInterface
{
    private readonly Lock _gate = new();
    private readonly TextWriter _output;
    private readonly TextWriter _errors;
    private readonly ProgressLine _progress;
    private readonly Questions _questions;
    private readonly bool _isPlain;

    /// <summary>Makes the interface over two writers.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="errors">Standard error.</param>
    /// <param name="progress">Where progress is shown.</param>
    /// <param name="questions">How questions are asked.</param>
    /// <param name="isPlain">Whether standard error gets no colours.</param>
    public ConsoleUserInterface(
        TextWriter output, TextWriter errors, ProgressLine progress, Questions questions, bool isPlain)
    {
        _output = output;
        _errors = errors;
        _progress = progress;
        _questions = questions;
        _isPlain = isPlain;
    }

    /// <summary>Whether what is shown now describes an error, and goes to standard error.</summary>
    public bool ResultsAreErrors { get; set; }

    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI { get; } = new ConsoleRawUserInterface();

    /// <inheritdoc/>
    public override bool SupportsVirtualTerminal => !Console.IsOutputRedirected;

    /// <inheritdoc/>
    public override void Write(string value) => ToOutput(value, endLine: false);

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        ToOutput(value, endLine: false);

    /// <inheritdoc/>
    public override void WriteLine(string value) => ToOutput(value, endLine: true);

    /// <inheritdoc/>
    public override void WriteErrorLine(string value) => ToErrors(value, "\u001b[31m");

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) => ToErrors("WARNING: " + message, "\u001b[33m");

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) => ToErrors("VERBOSE: " + message, "\u001b[33m");

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) => ToErrors("DEBUG: " + message, "\u001b[33m");

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        lock (_gate)
        {
            _progress.Show(record);
        }
    }

    /// <summary>Takes away what is not to stay.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _progress.Clear();
        }
    }

    /// <inheritdoc/>
    public override string ReadLine() => Ask(() => _questions.ReadLine());

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString() => Ask(() => _questions.ReadSecret());

    /// <inheritdoc/>
    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions) =>
        new(Ask(() => _questions.AskFields(caption, message, descriptions)), StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        Ask(() => _questions.AskChoice(caption, message, choices, defaultChoice));

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName) =>
        Ask(() => _questions.AskCredential(caption, message, userName));

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) =>
        PromptForCredential(caption, message, userName, targetName);

    private T Ask<T>(Func<T> question)
    {
        Clear();
        return question();
    }

    private void ToOutput(string value, bool endLine)
    {
        // Views write escape sequences whoever reads; the engine's own rule says whether they stay.
        string text = GetOutputString(value, ResultsAreErrors ? !_isPlain : SupportsVirtualTerminal);
        lock (_gate)
        {
            _progress.Clear();
            (ResultsAreErrors ? _errors : _output).Write(endLine ? text + Environment.NewLine : text);
        }
    }

    private void ToErrors(string value, string colour)
    {
        lock (_gate)
        {
            _progress.Clear();
            _errors.WriteLine(_isPlain ? GetOutputString(value, supportsVirtualTerminal: false)
                : value.Contains('\u001b', StringComparison.Ordinal) ? value
                : $"{colour}{value}\u001b[0m");
        }
    }
}
