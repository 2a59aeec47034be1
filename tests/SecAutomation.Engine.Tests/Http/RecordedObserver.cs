using System.Collections.Concurrent;
using SecAutomation.Engine.Http;

namespace SecAutomation.Engine.Tests.Http;

internal sealed class RecordedObserver : IHttpObserver
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public string Text => string.Join('\n', Lines);

    public void Told(string message) => Lines.Enqueue(message);

    public void Traced(string line) => Lines.Enqueue(line);
}
