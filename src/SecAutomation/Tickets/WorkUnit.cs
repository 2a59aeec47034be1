namespace SecAutomation;

/// <summary>The unit of work: one CVE on one host, or one detection where a finding has no CVE. It stands in one open ticket.</summary>
/// <param name="Host">The host's canonical name: its fully qualified name in lower case, else its short name, else its IP address.</param>
/// <param name="Work">The CVE, or <c>detection:</c> and the scanner's number.</param>
public readonly record struct WorkUnit(string Host, string Work)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Host}|{Work}";
}
