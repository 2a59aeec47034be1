namespace SecAutomation.Engine.Streams;

/// <summary>Hears what happens while a file is read. Called on the thread that reads.</summary>
public interface IReadObserver
{
    /// <summary>One record or value could not be used; the reading goes on.</summary>
    /// <param name="failure">What, where, and what to do.</param>
    void Failed(FailureException failure);

    /// <summary>Something that the user should know, although nothing was lost.</summary>
    /// <param name="message">One sentence.</param>
    void Warned(string message);

    /// <summary>Something for whoever wants to know more.</summary>
    /// <param name="message">One sentence.</param>
    void Told(string message);

    /// <summary>The reading got further.</summary>
    /// <param name="progress">How far.</param>
    void Advanced(in ReadProgress progress);
}
