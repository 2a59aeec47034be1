using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SecAutomation.Remediation.Intelligence.Cvss;

/// <summary>A CVSS vector of any version: which value each metric has.</summary>
public sealed class CvssVector : IEquatable<CvssVector>
{
    // The place of each metric's value, plus one; zero where the metric is not defined.
    private readonly byte[] _value;

    internal CvssVector(CvssMetrics metrics, byte[] value)
    {
        Metrics = metrics;
        _value = value;
    }

    /// <summary>The version.</summary>
    public CvssVersion Version => Metrics.Version;

    /// <summary>The metrics of the version.</summary>
    public CvssMetrics Metrics { get; }

    /// <summary>The value of a metric.</summary>
    /// <param name="symbol">The metric's letters, for example <c>AV</c>.</param>
    /// <returns>The value's letters; null where the metric is not defined or the version has no such metric.</returns>
    public string? this[string symbol]
    {
        get
        {
            int index = Metrics.IndexOf(symbol, StringComparison.Ordinal);
            return index < 0 || _value[index] == 0 ? null : Metrics.All[index].Values[_value[index] - 1];
        }
    }

    /// <summary>Tells whether any metric of a group is defined.</summary>
    /// <param name="group">The group.</param>
    /// <returns>True where one is.</returns>
    public bool Has(CvssMetricGroup group)
    {
        for (int index = 0; index < _value.Length; index++)
        {
            if (_value[index] != 0 && Metrics.All[index].Group == group)
                return true;
        }

        return false;
    }

    /// <summary>Scores the vector.</summary>
    /// <returns>The scores, each 0.0 to 10.0.</returns>
    public CvssRating Rate() => Version switch
    {
        CvssVersion.V20 => Cvss2Formula.Rate(this),
        CvssVersion.V40 => Cvss4Formula.Rate(this),
        _ => Cvss3Formula.Rate(this),
    };

    /// <summary>Reads a vector.</summary>
    /// <param name="text">The vector.</param>
    /// <param name="strictness">How closely it must keep to its specification.</param>
    /// <returns>The vector.</returns>
    /// <exception cref="FailureException">It is none (<see cref="FailureId.ValueInvalid"/>).</exception>
    public static CvssVector Parse(string text, CvssStrictness strictness = CvssStrictness.Lenient) =>
        TryParse(text, strictness, out CvssVector? vector, out string? problem)
            ? vector
            : throw new FailureException(
                FailureId.ValueInvalid,
                $"'{text}' is no CVSS vector: {problem}",
                "A vector reads like CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H.",
                text);

    /// <summary>Reads a vector if it is one.</summary>
    /// <param name="text">The vector.</param>
    /// <param name="strictness">How closely it must keep to its specification.</param>
    /// <param name="vector">The vector; null where the text is none.</param>
    /// <param name="problem">What is wrong, one sentence; null where nothing is.</param>
    /// <returns>True where the text is a vector.</returns>
    public static bool TryParse(
        string? text,
        CvssStrictness strictness,
        [NotNullWhen(true)] out CvssVector? vector,
        [NotNullWhen(false)] out string? problem)
    {
        vector = null;
        CvssVectorReader reader = new(text, strictness);
        byte[]? value = reader.Read(out CvssMetrics? metrics, out problem);
        if (value is null || metrics is null)
        {
            problem ??= "it is empty.";
            return false;
        }

        vector = new CvssVector(metrics, value);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(CvssVector? other) =>
        other is not null && Version == other.Version && _value.AsSpan().SequenceEqual(other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CvssVector);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Version);
        hash.AddBytes(_value);
        return hash.ToHashCode();
    }

    /// <summary>The vector as its specification writes it, without metrics that are not defined.</summary>
    /// <returns>The vector.</returns>
    public override string ToString()
    {
        StringBuilder text = new(Metrics.Prefix);
        for (int index = 0; index < _value.Length; index++)
        {
            if (_value[index] == 0)
                continue;

            if (text.Length > 0 && text[^1] != '/')
                text.Append('/');

            text.Append(Metrics.All[index].Symbol).Append(':').Append(Metrics.All[index].Values[_value[index] - 1]);
        }

        return text.ToString();
    }

    /// <summary>The place of a metric's value.</summary>
    /// <param name="index">The place of the metric.</param>
    /// <returns>The place of the value from 0; -1 where the metric is not defined.</returns>
    internal int ValueAt(int index) => _value[index] - 1;
}
