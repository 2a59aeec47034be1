namespace SecAutomation;

/// <summary>Where a connection finds a secret when it needs it.</summary>
public enum SecretSource
{
    /// <summary>It was given when the connection was registered, and this process alone holds it.</summary>
    Session = 0,

    /// <summary>An entry of a SecretManagement vault.</summary>
    Vault,

    /// <summary>An environment variable.</summary>
    Environment,

    /// <summary>A file that its owner alone may read.</summary>
    File,

    /// <summary>The person at the prompt is asked, once in each process.</summary>
    Prompt,
}
