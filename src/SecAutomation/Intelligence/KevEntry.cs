namespace SecAutomation;

/// <summary>An entry of CISA's catalogue of known exploited vulnerabilities.</summary>
/// <param name="Added">When it was listed; null where the entry has no date that can be understood.</param>
/// <param name="Due">The day by which CISA wants it remediated; null where the entry has none.</param>
/// <param name="Ransomware">Whether ransomware campaigns are known to use it; null where the catalogue says that this is unknown.</param>
/// <param name="Name">CISA's name for it.</param>
/// <param name="Description">CISA's description.</param>
/// <param name="RequiredAction">What CISA wants done.</param>
/// <remarks>Source: CISA, known_exploited_vulnerabilities_schema.json.</remarks>
public sealed record KevEntry(DateOnly? Added, DateOnly? Due, bool? Ransomware, string Name, string Description, string RequiredAction);
