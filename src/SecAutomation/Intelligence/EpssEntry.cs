using System.Runtime.InteropServices;

namespace SecAutomation;

/// <summary>An EPSS score.</summary>
/// <param name="Score">The probability of exploitation in the next 30 days, 0 to 1.</param>
/// <param name="Percentile">The share of CVEs with an equal or lower score, 0 to 1.</param>
/// <remarks>Source: FIRST, EPSS data, https://www.first.org/epss/data_stats.</remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EpssEntry(double Score, double Percentile);
