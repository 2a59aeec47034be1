using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace SecAutomation.Testing.Modules;

/// <summary>Keeps what a host shows, "What if:" lines and tables among them, and answers from a list.</summary>
public sealed class RecordingUserInterface : PSHostUserInterface
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly ConcurrentQueue<string> _errorLines = new();
    private readonly ConcurrentQueue<string> _questions = new();
    private readonly ConcurrentQueue<ProgressRecord> _progress = new();

    /// <summary>The labels that the next questions are answered with, for example <c>Yes</c> or <c>No to All</c>.</summary>
    public ConcurrentQueue<string> Answers { get; } = new();

    /// <summary>Columns of a line, for what is rendered.</summary>
    public int Width { get; set; } = 120;

    /// <summary>What was written, line ends as <c>\n</c>.</summary>
    public string Text
    {
        get
        {
            lock (_gate)
            {
                return _text.ToString();
            }
        }
    }

    /// <summary>The lines that were written.</summary>
    public IReadOnlyList<string> Lines => Text.TrimEnd('\n').Split('\n');

    /// <summary>The lines of errors that were shown.</summary>
    public IReadOnlyList<string> ErrorLines => [.. _errorLines];

    /// <summary>The questions, each with its caption and message.</summary>
    public IReadOnlyList<string> Questions => [.. _questions];

    /// <summary>The progress that was shown.</summary>
    public IReadOnlyList<ProgressRecord> Progress => [.. _progress];

    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI => new FixedSizeRawUserInterface(Width);

    /// <summary>Forgets what was written and asked.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _text.Clear();
        }

        _errorLines.Clear();
        _questions.Clear();
        _progress.Clear();
    }

    /// <inheritdoc/>
    public override void Write(string value)
    {
        lock (_gate)
        {
            _text.Append(GetOutputString(value, supportsVirtualTerminal: false)?.ReplaceLineEndings("\n"));
        }
    }

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    /// <inheritdoc/>
    public override void WriteLine(string value) => Write(value + "\n");

    /// <inheritdoc/>
    public override void WriteErrorLine(string value) => _errorLines.Enqueue(value);

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) => WriteLine("WARNING: " + message);

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) => WriteLine("VERBOSE: " + message);

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) => WriteLine("DEBUG: " + message);

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Enqueue(record);

    /// <inheritdoc/>
    public override string ReadLine() => Answer("ReadLine");

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString()
    {
        SecureString secret = new();
        foreach (char c in Answer("ReadLineAsSecureString"))
        {
            secret.AppendChar(c);
        }

        secret.MakeReadOnly();
        return secret;
    }

    /// <inheritdoc/>
    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions) =>
        descriptions.ToDictionary(
            field => field.Name,
            field => PSObject.AsPSObject(Answer($"{caption} {message} {field.Name}")),
            StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        string answer = Answer($"{caption} {message}");
        for (int i = 0; i < choices.Count; i++)
        {
            if (choices[i].Label.Replace("&", "", StringComparison.Ordinal).Equals(answer, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        throw new InvalidOperationException($"'{answer}' is none of the choices: {string.Join(", ", choices.Select(c => c.Label))}.");
    }

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName) =>
        throw new InvalidOperationException($"A credential was asked for: {caption} {message}");

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) =>
        PromptForCredential(caption, message, userName, targetName);

    private string Answer(string question)
    {
        _questions.Enqueue(question);
        return Answers.TryDequeue(out string? answer)
            ? answer
            : throw new InvalidOperationException($"The test gave no answer to: {question}");
    }
}
