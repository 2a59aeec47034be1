namespace SecAutomation.Remediation.Intelligence.Cvss;

/// <summary>The scoring of CVSS 4.0: the macro vector's score, less the mean of the proportional distances to the next lower ones.</summary>
/// <remarks>
/// Source: FIRST, "CVSS v4.0 Specification Document", section 8. Whole numbers throughout: every depth divides 840, so that
/// the mean is exact and rounds as the specification says, not as binary fractions happen to fall.
/// </remarks>
internal static class Cvss4Formula
{
    private const int AV = 0, AC = 1, AT = 2, PR = 3, UI = 4, VC = 5, VI = 6, VA = 7, SC = 8, SI = 9, SA = 10, E = 11, CR = 12, IR = 13, AR = 14;
    private const int FirstModified = 15;

    // The least common multiple of all depths.
    private const int Whole = 840;

    /// <summary>Scores a vector.</summary>
    /// <param name="vector">A vector of 4.0.</param>
    /// <returns>The scores.</returns>
    public static CvssRating Rate(CvssVector vector)
    {
        Span<int> level = stackalloc int[15];
        decimal baseScore = Score(vector, level, hasThreat: false, hasEnvironment: false);
        decimal? threat = vector.Has(CvssMetricGroup.Threat) ? Score(vector, level, hasThreat: true, hasEnvironment: false) : null;
        decimal? environmental = vector.Has(CvssMetricGroup.Environmental)
            ? Score(vector, level, hasThreat: true, hasEnvironment: true)
            : null;
        return new(CvssVersion.V40, baseScore, threat, environmental);
    }

    private static decimal Score(CvssVector vector, Span<int> level, bool hasThreat, bool hasEnvironment)
    {
        SetLevels(vector, level, hasThreat, hasEnvironment);
        if (level[VC] == 2 && level[VI] == 2 && level[VA] == 2 && level[SC] == 3 && level[SI] == 3 && level[SA] == 3)
            return 0;

        return new Distance(level).Score() / 10m;
    }

    // The level of each metric is its severity distance from the worst value, in steps.
    private static void SetLevels(CvssVector vector, Span<int> level, bool hasThreat, bool hasEnvironment)
    {
        for (int metric = AV; metric <= SA; metric++)
        {
            int modified = hasEnvironment ? vector.ValueAt(FirstModified + metric) : -1;
            // Safety, the worst value of MSI and MSA, has no twin among the base metrics: these begin one step lower.
            bool hasSafety = metric is SI or SA;
            level[metric] = modified >= 0
                ? modified + (metric == SC ? 1 : 0)
                : vector.ValueAt(metric) + (hasSafety || metric == SC ? 1 : 0);
        }

        // What is not defined counts as the worst.
        level[E] = hasThreat ? Math.Max(0, vector.ValueAt(E)) : 0;
        for (int metric = CR; metric <= AR; metric++)
        {
            level[metric] = hasEnvironment ? Math.Max(0, vector.ValueAt(metric)) : 0;
        }
    }

    private readonly ref struct Distance(ReadOnlySpan<int> level)
    {
        // Depth of each macro vector, in steps: sections "EQ" of table 24 to 29.
        private static ReadOnlySpan<byte> Depth1 => [1, 4, 5];

        private static ReadOnlySpan<byte> Depth2 => [1, 2];

        private static ReadOnlySpan<byte> Depth36 => [7, 6, 8, 8, 0, 10];

        private static ReadOnlySpan<byte> Depth4 => [6, 5, 4];

        // The highest vectors of each class, as levels in the order of the metrics named.
        private static readonly int[][][] s_highest1 = [[[0, 0, 0]], [[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[3, 0, 0], [1, 1, 1]]];
        private static readonly int[][][] s_highest2 = [[[0, 0]], [[1, 0], [0, 1]]];
        private static readonly int[][][] s_highest36 =
        [
            [[0, 0, 0, 0, 0, 0]],
            [[0, 0, 1, 1, 1, 0], [0, 0, 0, 1, 1, 1]],
            [[1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0]],
            [[1, 0, 1, 0, 1, 0], [1, 0, 0, 0, 1, 1], [0, 1, 0, 1, 0, 1], [0, 1, 1, 1, 0, 0], [1, 1, 0, 0, 0, 1]],
            [],
            [[1, 1, 1, 0, 0, 0]],
        ];

        private static readonly int[][][] s_highest4 = [[[1, 0, 0]], [[1, 1, 1]], [[2, 2, 2]]];

        private readonly ReadOnlySpan<int> _level = level;

        /// <summary>The score in tenths.</summary>
        public int Score()
        {
            int eq1 = Class1(), eq2 = _level[AC] == 0 && _level[AT] == 0 ? 0 : 1, eq3 = Class3(), eq4 = Class4(), eq5 = _level[E], eq6 = Class6();
            int eq36 = eq3 * 2 + eq6;
            int score = Cvss4MacroVector.Score(eq1, eq2, eq3, eq4, eq5, eq6);

            int lower36 = (eq3, eq6) switch
            {
                (0, 0) => Math.Max(
                    Cvss4MacroVector.Score(eq1, eq2, 0, eq4, eq5, 1),
                    Cvss4MacroVector.Score(eq1, eq2, 1, eq4, eq5, 0)),
                (1, 0) => Cvss4MacroVector.Score(eq1, eq2, 1, eq4, eq5, 1),
                (2, _) => Cvss4MacroVector.None,
                _ => Cvss4MacroVector.Score(eq1, eq2, eq3 + 1, eq4, eq5, 1),
            };

            int sum = 0, count = 0;
            Add(Cvss4MacroVector.Score(eq1 + 1, eq2, eq3, eq4, eq5, eq6), Steps([AV, PR, UI], s_highest1[eq1]), Depth1[eq1]);
            Add(Cvss4MacroVector.Score(eq1, eq2 + 1, eq3, eq4, eq5, eq6), Steps([AC, AT], s_highest2[eq2]), Depth2[eq2]);
            Add(lower36, Steps([VC, VI, VA, CR, IR, AR], s_highest36[eq36]), Depth36[eq36]);
            Add(Cvss4MacroVector.Score(eq1, eq2, eq3, eq4 + 1, eq5, eq6), Steps([SC, SI, SA], s_highest4[eq4]), Depth4[eq4]);
            Add(Cvss4MacroVector.Score(eq1, eq2, eq3, eq4, eq5 + 1, eq6), 0, 1);
            if (count == 0)
                return score;

            // Half a tenth is rounded up.
            int scaled = score * Whole * count - sum;
            int unit = Whole * count;
            return Math.Clamp((2 * scaled + unit) / (2 * unit), 0, 100);

            void Add(int lower, int steps, int depth)
            {
                if (lower == Cvss4MacroVector.None)
                    return;

                count++;
                sum += (score - lower) * steps * (Whole / depth);
            }
        }

        private int Class1() => (_level[AV] == 0, _level[PR] == 0, _level[UI] == 0) switch
        {
            (true, true, true) => 0,
            (false, false, false) => 2,
            _ => _level[AV] == 3 ? 2 : 1,
        };

        private int Class3() => (_level[VC] == 0, _level[VI] == 0, _level[VA] == 0) switch
        {
            (true, true, _) => 0,
            (false, false, false) => 2,
            _ => 1,
        };

        private int Class4()
        {
            if (_level[SI] == 0 || _level[SA] == 0)
                return 0;

            return _level[SC] == 1 || _level[SI] == 1 || _level[SA] == 1 ? 1 : 2;
        }

        private int Class6() =>
            (_level[CR] == 0 && _level[VC] == 0) || (_level[IR] == 0 && _level[VI] == 0) || (_level[AR] == 0 && _level[VA] == 0) ? 0 : 1;

        // The distance from the first of the highest vectors that is at least as severe in every metric.
        private int Steps(ReadOnlySpan<int> metrics, int[][] highest)
        {
            foreach (int[] candidate in highest)
            {
                int steps = 0;
                bool isHigher = true;
                for (int place = 0; place < metrics.Length; place++)
                {
                    int distance = _level[metrics[place]] - candidate[place];
                    isHigher &= distance >= 0;
                    steps += distance;
                }

                if (isHigher)
                    return steps;
            }

            return 0;
        }
    }
}
