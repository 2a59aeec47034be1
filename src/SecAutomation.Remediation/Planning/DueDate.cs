namespace SecAutomation.Remediation.Planning;

/// <summary>A due date and how it came about.</summary>
/// <param name="Date">The day.</param>
/// <param name="Reason">One sentence for the ticket.</param>
public readonly record struct DueDate(DateOnly? Date, string Reason);
