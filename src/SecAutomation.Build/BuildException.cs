namespace SecAutomation.Build;

/// <summary>A task cannot go on. The message is all that the reader needs.</summary>
public sealed class BuildException(string message) : Exception(message);
