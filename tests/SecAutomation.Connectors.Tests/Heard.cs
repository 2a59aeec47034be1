using SecAutomation.Engine.Streams;

namespace SecAutomation.Connectors.Tests;

/// <summary>Keeps what was reported.</summary>
internal sealed class Heard : IReadObserver
{
    public List<FailureException> Failures { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<string> Tales { get; } = [];

    public void Failed(FailureException failure) => Failures.Add(failure);

    public void Warned(string message) => Warnings.Add(message);

    public void Told(string message) => Tales.Add(message);

    public void Advanced(in ReadProgress progress)
    {
    }
}
