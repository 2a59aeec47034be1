namespace SecAutomation;

/// <summary>How far a run came.</summary>
public enum RunState
{
    /// <summary>It is at work.</summary>
    Running = 0,

    /// <summary>It came to its end.</summary>
    Completed = 1,

    /// <summary>It ended with an error.</summary>
    Failed = 2,

    /// <summary>It said nothing for so long that it must have been killed. Running it again does what is left.</summary>
    Interrupted = 3,
}
