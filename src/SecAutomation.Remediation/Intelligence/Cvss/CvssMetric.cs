namespace SecAutomation.Remediation.Intelligence.Cvss;

/// <summary>One metric of one version.</summary>
/// <param name="Symbol">Its letters in a vector, for example <c>AV</c>.</param>
/// <param name="Name">Its name in the specification.</param>
/// <param name="Group">Its group.</param>
/// <param name="Values">The letters of its values in the order of the specification, without "not defined".</param>
public sealed record CvssMetric(string Symbol, string Name, CvssMetricGroup Group, IReadOnlyList<string> Values)
{
    /// <summary>Whether a vector must carry it.</summary>
    public bool IsMandatory => Group == CvssMetricGroup.Base;

    /// <summary>The place of a value in <see cref="Values"/>.</summary>
    /// <param name="value">The letters.</param>
    /// <param name="comparison">Ordinal, or not minding case.</param>
    /// <returns>The place from 0; -1 where the metric has no such value.</returns>
    internal int IndexOf(ReadOnlySpan<char> value, StringComparison comparison)
    {
        for (int index = 0; index < Values.Count; index++)
        {
            if (value.Equals(Values[index], comparison))
                return index;
        }

        return -1;
    }
}
