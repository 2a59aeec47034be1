namespace SecAutomation.Engine.Streams.Cves;

/// <summary>Scores a CVSS vector of a feed.</summary>
/// <param name="vector">The vector as the feed writes it.</param>
/// <param name="problem">What is wrong with it; null where nothing is.</param>
/// <returns>The rating; null where the text is no vector.</returns>
public delegate CvssScore? CvssRater(string vector, out string? problem);
