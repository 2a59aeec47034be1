namespace SecAutomation.Remediation.Rules;

/// <summary>One line of a policy.</summary>
/// <typeparam name="T">What it limits.</typeparam>
/// <param name="Value">The limit.</param>
/// <param name="Place">Where it stands: file, line and key.</param>
public sealed record PolicyLimit<T>(T Value, string Place);
