namespace SecAutomation.Remediation.Intelligence.Cvss;

/// <summary>The equations of CVSS 2.0.</summary>
/// <remarks>
/// Source: FIRST, "A Complete Guide to the Common Vulnerability Scoring System Version 2.0", section 3.2. Decimal
/// arithmetic, because the equations round at one decimal and binary fractions fall on the wrong side of the half.
/// </remarks>
internal static class Cvss2Formula
{
    private const int AV = 0, AC = 1, Au = 2, C = 3, I = 4, A = 5, E = 6, RL = 7, RC = 8, CDP = 9, TD = 10, CR = 11, IR = 12, AR = 13;

    private static readonly decimal[] s_accessVector = [0.395m, 0.646m, 1.0m];
    private static readonly decimal[] s_accessComplexity = [0.35m, 0.61m, 0.71m];
    private static readonly decimal[] s_authentication = [0.45m, 0.56m, 0.704m];
    private static readonly decimal[] s_impact = [0.0m, 0.275m, 0.660m];
    private static readonly decimal[] s_exploitability = [0.85m, 0.9m, 0.95m, 1.0m];
    private static readonly decimal[] s_remediation = [0.87m, 0.90m, 0.95m, 1.0m];
    private static readonly decimal[] s_confidence = [0.90m, 0.95m, 1.0m];
    private static readonly decimal[] s_collateralDamage = [0.0m, 0.1m, 0.3m, 0.4m, 0.5m];
    private static readonly decimal[] s_targetDistribution = [0.0m, 0.25m, 0.75m, 1.0m];
    private static readonly decimal[] s_requirement = [0.5m, 1.0m, 1.51m];

    /// <summary>Scores a vector.</summary>
    /// <param name="vector">A vector of 2.0.</param>
    /// <returns>The scores.</returns>
    public static CvssRating Rate(CvssVector vector)
    {
        decimal Weight(int metric, decimal[] weights, decimal notDefined = 1.0m) =>
            vector.ValueAt(metric) is >= 0 and var place ? weights[place] : notDefined;

        decimal exploitability = 20 * Weight(AV, s_accessVector) * Weight(AC, s_accessComplexity) * Weight(Au, s_authentication);
        decimal c = Weight(C, s_impact), i = Weight(I, s_impact), a = Weight(A, s_impact);
        decimal temporalFactor = Weight(E, s_exploitability) * Weight(RL, s_remediation) * Weight(RC, s_confidence);

        decimal baseScore = Math.Max(0, Score(10.41m * (1 - (1 - c) * (1 - i) * (1 - a)), exploitability));
        decimal? temporal = vector.Has(CvssMetricGroup.Threat) ? Round(baseScore * temporalFactor) : null;
        decimal? environmental = null;
        if (vector.Has(CvssMetricGroup.Environmental))
        {
            decimal adjustedImpact = Math.Min(10m, 10.41m * (1
                - (1 - c * Weight(CR, s_requirement)) * (1 - i * Weight(IR, s_requirement)) * (1 - a * Weight(AR, s_requirement))));
            decimal adjustedTemporal = Round(Score(adjustedImpact, exploitability) * temporalFactor);
            // The equations let what lies between fall below zero, and only the end is a score.
            environmental = Math.Max(0, Round(
                (adjustedTemporal + (10 - adjustedTemporal) * Weight(CDP, s_collateralDamage, 0.0m))
                * Weight(TD, s_targetDistribution)));
        }

        return new(CvssVersion.V20, baseScore, temporal, environmental);
    }

    private static decimal Score(decimal impact, decimal exploitability) =>
        impact == 0 ? 0 : Round((0.6m * impact + 0.4m * exploitability - 1.5m) * 1.176m);

    private static decimal Round(decimal score) => Math.Floor((score * 10) + 0.5m) / 10;
}
