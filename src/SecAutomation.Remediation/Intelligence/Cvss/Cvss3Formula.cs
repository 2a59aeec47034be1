namespace SecAutomation.Remediation.Intelligence.Cvss;

/// <summary>The equations of CVSS 3.0 and 3.1.</summary>
/// <remarks>Source: FIRST, "CVSS v3.1 Specification Document", section 7 and appendix A; "CVSS v3.0 Specification Document", section 8.</remarks>
internal static class Cvss3Formula
{
    private const int AV = 0, AC = 1, PR = 2, UI = 3, S = 4, C = 5, I = 6, A = 7, E = 8, RL = 9, RC = 10, CR = 11, IR = 12, AR = 13;
    private const int FirstModified = 14;

    private static readonly decimal[] s_attackVector = [0.85m, 0.62m, 0.55m, 0.2m];
    private static readonly decimal[] s_attackComplexity = [0.77m, 0.44m];
    private static readonly decimal[] s_privileges = [0.85m, 0.62m, 0.27m];
    private static readonly decimal[] s_privilegesScopeChanged = [0.85m, 0.68m, 0.5m];
    private static readonly decimal[] s_userInteraction = [0.85m, 0.62m];
    private static readonly decimal[] s_impact = [0.56m, 0.22m, 0.0m];
    private static readonly decimal[] s_exploitMaturity = [1.0m, 0.97m, 0.94m, 0.91m];
    private static readonly decimal[] s_remediation = [1.0m, 0.97m, 0.96m, 0.95m];
    private static readonly decimal[] s_confidence = [1.0m, 0.96m, 0.92m];
    private static readonly decimal[] s_requirement = [1.5m, 1.0m, 0.5m];

    /// <summary>Scores a vector.</summary>
    /// <param name="vector">A vector of 3.0 or 3.1.</param>
    /// <returns>The scores.</returns>
    public static CvssRating Rate(CvssVector vector)
    {
        decimal Weight(int metric, decimal[] weights) => vector.ValueAt(metric) is >= 0 and var place ? weights[place] : 1.0m;

        decimal temporalFactor = Weight(E, s_exploitMaturity) * Weight(RL, s_remediation) * Weight(RC, s_confidence);
        decimal baseScore = Score(vector, isEnvironmental: false, 1);
        decimal? temporal = vector.Has(CvssMetricGroup.Threat) ? RoundUp(baseScore * temporalFactor) : null;
        decimal? environmental = vector.Has(CvssMetricGroup.Environmental)
            ? Score(vector, isEnvironmental: true, temporalFactor)
            : null;
        return new(vector.Version, baseScore, temporal, environmental);
    }

    private static decimal Score(CvssVector vector, bool isEnvironmental, decimal temporalFactor)
    {
        // The modified metrics stand in the order of those that they replace.
        int Place(int metric) =>
            isEnvironmental && vector.ValueAt(FirstModified + metric) is >= 0 and var modified ? modified : vector.ValueAt(metric);
        decimal Requirement(int metric) =>
            isEnvironmental && vector.ValueAt(metric) is >= 0 and var place ? s_requirement[place] : 1.0m;

        bool isScopeChanged = Place(S) == 1;
        decimal lost = 1
            - (1 - Requirement(CR) * s_impact[Place(C)])
            * (1 - Requirement(IR) * s_impact[Place(I)])
            * (1 - Requirement(AR) * s_impact[Place(A)]);
        decimal impact = Impact(vector.Version, isEnvironmental ? Math.Min(lost, 0.915m) : lost, isScopeChanged, isEnvironmental);
        if (impact <= 0)
            return 0;

        decimal exploitability = 8.22m
            * s_attackVector[Place(AV)]
            * s_attackComplexity[Place(AC)]
            * (isScopeChanged ? s_privilegesScopeChanged : s_privileges)[Place(PR)]
            * s_userInteraction[Place(UI)];
        decimal sum = Math.Min((isScopeChanged ? 1.08m : 1.0m) * (impact + exploitability), 10);
        return isEnvironmental ? RoundUp(RoundUp(sum) * temporalFactor) : RoundUp(sum);
    }

    // 3.1 changed the modified impact alone, so that a change for the better can never raise the score.
    private static decimal Impact(CvssVersion version, decimal lost, bool isScopeChanged, bool isEnvironmental) => isScopeChanged switch
    {
        false => 6.42m * lost,
        true when isEnvironmental && version == CvssVersion.V31 => 7.52m * (lost - 0.029m) - 3.25m * Power(lost * 0.9731m - 0.02m, 13),
        true => 7.52m * (lost - 0.029m) - 3.25m * Power(lost - 0.02m, 15),
    };

    private static decimal Power(decimal value, int exponent)
    {
        decimal product = 1;
        for (int count = 0; count < exponent; count++)
        {
            product *= value;
        }

        return product;
    }

    // Appendix A rounds to five decimals first, to take away what binary fractions add; decimals add nothing, and the
    // step is kept because it is the definition.
    private static decimal RoundUp(decimal score) =>
        Math.Ceiling(Math.Round(score, 5, MidpointRounding.AwayFromZero) * 10) / 10;
}
