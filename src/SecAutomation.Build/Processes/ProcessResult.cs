namespace SecAutomation.Build.Processes;

/// <summary>How a process ended, and what it wrote to both of its outputs.</summary>
public sealed record ProcessResult(int ExitCode, string Output);
