namespace SecAutomation.Remediation.Rendering;

/// <summary>One host in a ticket's marker.</summary>
/// <param name="Name">The name that its units carry.</param>
/// <param name="Alias">Every name by which it is found again.</param>
/// <param name="Work">The work that the ticket covers on it.</param>
public sealed record MarkedHost(string Name, string[] Alias, string[] Work);
