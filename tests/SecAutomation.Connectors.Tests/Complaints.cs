using SecAutomation.Engine.Streams;

namespace SecAutomation.Connectors.Tests;

/// <summary>What a read complained about.</summary>
public sealed class Complaints : IReadObserver
{
    private readonly List<string> _heard = [];

    public IReadOnlyList<string> Heard => _heard;

    public void Failed(FailureException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        _heard.Add(failure.Message);
    }

    public void Warned(string message) => _heard.Add(message);

    public void Told(string message)
    {
    }

    public void Advanced(in ReadProgress progress)
    {
    }
}
