namespace SecAutomation.Remediation.Intelligence.Cvss;

/// <summary>Reads a vector from text.</summary>
/// <param name="text">The text.</param>
/// <param name="strictness">How closely it must keep to its specification.</param>
internal readonly ref struct CvssVectorReader(ReadOnlySpan<char> text, CvssStrictness strictness)
{
    private readonly ReadOnlySpan<char> _text = text;
    private readonly bool _isStrict = strictness == CvssStrictness.Strict;

    private StringComparison Comparison => _isStrict ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>Reads.</summary>
    /// <param name="metrics">The metrics of the version; null where the version could not be told.</param>
    /// <param name="problem">What is wrong, one sentence; null where nothing is.</param>
    /// <returns>The place of each metric's value, plus one; null where the text is no vector.</returns>
    public byte[]? Read(out CvssMetrics? metrics, out string? problem)
    {
        metrics = null;
        ReadOnlySpan<char> rest = _isStrict ? _text : _text.Trim();
        if (!_isStrict && rest.Length > 1 && rest[0] == '(' && rest[^1] == ')')
            rest = rest[1..^1].Trim();

        if (rest.IsEmpty)
        {
            problem = "it is empty.";
            return null;
        }

        if (TakePrefix(ref rest, out problem) is { } version)
            metrics = CvssMetrics.Of(version);
        else if (problem is not null)
            return null;
        else
            metrics = CvssMetrics.Of(GuessVersion(rest));

        if (!_isStrict)
            rest = rest.TrimEnd('/');

        return ReadMetrics(rest, metrics, out problem);
    }

    private CvssVersion? TakePrefix(ref ReadOnlySpan<char> rest, out string? problem)
    {
        problem = null;
        foreach (CvssVersion version in (ReadOnlySpan<CvssVersion>)[CvssVersion.V31, CvssVersion.V30, CvssVersion.V40])
        {
            string prefix = CvssMetrics.Of(version).Prefix;
            if (rest.StartsWith(prefix, Comparison))
            {
                rest = rest[prefix.Length..];
                return version;
            }
        }

        if (_isStrict)
        {
            // 2.0 has no prefix; whatever has one is of a version that is not known.
            if (!rest.StartsWith("CVSS", StringComparison.OrdinalIgnoreCase))
                return CvssVersion.V20;

            problem = "its version is none of 2.0 (no prefix), CVSS:3.0, CVSS:3.1 and CVSS:4.0.";
            return null;
        }

        if (CvssPrefix.Take(ref rest) is { } named)
            return named[0] switch { '2' => CvssVersion.V20, '4' => CvssVersion.V40, _ => CvssVersion.V31 };

        if (rest.StartsWith("CVSS", StringComparison.OrdinalIgnoreCase))
            problem = "its version is none of 2.0, 3.0, 3.1 and 4.0.";

        return null;
    }

    // Authentication is in 2.0 alone, attack requirements in 4.0 alone.
    private static CvssVersion GuessVersion(ReadOnlySpan<char> metrics)
    {
        CvssVersion version = CvssVersion.V31;
        while (!metrics.IsEmpty)
        {
            ReadOnlySpan<char> metric = TakePart(ref metrics, out _).Trim();
            if (metric.StartsWith("AT:", StringComparison.OrdinalIgnoreCase))
                return CvssVersion.V40;

            if (metric.StartsWith("Au:", StringComparison.OrdinalIgnoreCase))
                version = CvssVersion.V20;
        }

        return version;
    }

    private static ReadOnlySpan<char> TakePart(ref ReadOnlySpan<char> rest, out bool isLast)
    {
        int slash = rest.IndexOf('/');
        isLast = slash < 0;
        ReadOnlySpan<char> part = isLast ? rest : rest[..slash];
        rest = isLast ? default : rest[(slash + 1)..];
        return part;
    }

    private byte[]? ReadMetrics(ReadOnlySpan<char> rest, CvssMetrics metrics, out string? problem)
    {
        byte[] value = new byte[metrics.All.Count];
        // The first time that a metric is met counts, so "not defined" has to be told from "not met".
        ulong met = 0;
        int last = -1;
        bool isLast;
        do
        {
            ReadOnlySpan<char> part = TakePart(ref rest, out isLast);
            if (!_isStrict)
                part = part.Trim();

            int colon = part.IndexOf(':');
            int index = colon <= 0 ? -1 : metrics.IndexOf(part[..colon], Comparison);
            if (index < 0)
            {
                problem = $"'{part}' is no metric of CVSS {metrics.VersionText}.";
                return null;
            }

            CvssMetric metric = metrics.All[index];
            if ((met & (1UL << index)) != 0)
            {
                problem = $"{metric.Symbol} ({metric.Name}) stands twice.";
                return null;
            }

            if (_isStrict && metrics.Version == CvssVersion.V40 && index < last)
            {
                problem = $"{metric.Symbol} ({metric.Name}) stands after {metrics.All[last].Symbol}; CVSS 4.0 fixes the order.";
                return null;
            }

            met |= 1UL << index;
            last = index;
            ReadOnlySpan<char> letters = part[(colon + 1)..];
            int place = metric.IndexOf(letters, Comparison);
            if (place < 0 && (metric.IsMandatory || !letters.Equals(metrics.NotDefined, Comparison)))
            {
                problem = $"'{letters}' is no value of {metric.Symbol} ({metric.Name}); it has {string.Join(", ", metric.Values)}.";
                return null;
            }

            value[index] = (byte)(place + 1);
        }
        while (!isLast);

        for (int index = 0; index < metrics.BaseCount; index++)
        {
            if (value[index] == 0)
            {
                problem = $"{metrics.All[index].Symbol} ({metrics.All[index].Name}) is missing.";
                return null;
            }
        }

        problem = null;
        return value;
    }
}
