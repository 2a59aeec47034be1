namespace SecAutomation.Engine.Http;

/// <summary>Hears what happens between this machine and a server. Nothing it is told holds a secret. Called from several threads.</summary>
public interface IHttpObserver
{
    /// <summary>Something that a user wants to know while waiting (verbose).</summary>
    void Told(string message);

    /// <summary>A line of the trace (debug).</summary>
    void Traced(string line);

    /// <summary>A request waits, because the server asked for it.</summary>
    /// <param name="until">Until when.</param>
    void Waits(DateTimeOffset until)
    {
    }

    /// <summary>A request was answered, or failed.</summary>
    /// <param name="took">How long it took.</param>
    void Answered(TimeSpan took)
    {
    }
}
