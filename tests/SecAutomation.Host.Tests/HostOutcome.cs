namespace SecAutomation.Host.Tests;

/// <summary>How the program ended, and what it wrote.</summary>
public sealed record HostOutcome(int ExitCode, string Output, string Errors);
