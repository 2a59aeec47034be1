namespace SecAutomation;

/// <summary>Tells whether a finding is wanted.</summary>
/// <param name="facts">The facts read so far.</param>
/// <returns>True where the finding is to be built.</returns>
public delegate bool FindingFilter(in FindingFacts facts);
