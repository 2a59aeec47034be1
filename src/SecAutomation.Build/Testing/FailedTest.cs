namespace SecAutomation.Build.Testing;

/// <summary>A test that failed, and why.</summary>
public sealed record FailedTest(string Name, string Reason);
