using System.Management.Automation;
using SecAutomation.Commands.Pipeline;

namespace SecAutomation.Connectors.Tests.Histories;

/// <summary>Takes what a cmdlet would write, and says yes to everything.</summary>
internal sealed class QuietWriter : IPipelineWriter
{
    private readonly Lock _lock = new();
    private readonly List<string> _said = [];
    private readonly List<RemediationTicket> _ticket = [];

    /// <summary>The tickets that were emitted.</summary>
    public IReadOnlyList<RemediationTicket> Ticket
    {
        get
        {
            lock (_lock)
                return [.. _ticket];
        }
    }

    /// <summary>Warnings and errors.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_lock)
                return [.. _said];
        }
    }

    public void Output(object value)
    {
        lock (_lock)
            _ticket.Add((RemediationTicket)value);
    }

    public void Error(ErrorRecord error) => Say(error.Exception.Message);

    public void Warning(string message) => Say(message);

    public void Verbose(string message)
    {
    }

    public void Debug(string message)
    {
    }

    public void Information(InformationRecord information)
    {
    }

    public void Progress(ProgressRecord progress)
    {
    }

    public Task<ChangeAnswer> ShouldProcessAsync(string target, string action) => Task.FromResult(ChangeAnswer.Yes);

    public Task<bool> ShouldContinueAsync(string query, string caption) => Task.FromResult(true);

    private void Say(string message)
    {
        lock (_lock)
            _said.Add(message);
    }
}
