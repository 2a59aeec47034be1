namespace SecAutomation.Testing.Golden;

/// <summary>A text is not what its golden file says.</summary>
public sealed class GoldenFileException(string message) : Exception(message);
