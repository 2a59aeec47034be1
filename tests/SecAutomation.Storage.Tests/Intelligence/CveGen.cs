using System.Globalization;
using CsCheck;

namespace SecAutomation.Storage.Tests.Intelligence;

/// <summary>Makes facts of CVEs.</summary>
internal static class CveGen
{
    private static readonly Gen<DateOnly> s_day = Gen.Int[0, 3000].Select(days => new DateOnly(2020, 1, 1).AddDays(days));

    private static readonly Gen<DateTimeOffset> s_instant = Gen.Int[0, 100_000_000].Select(seconds => DateTimeOffset.UnixEpoch.AddSeconds(seconds));

    private static readonly Gen<KevEntry> s_kev =
        from added in s_day
        from due in s_day
        from hasDue in Gen.Bool
        from ransomware in Gen.Int[-1, 1]
        from text in Gen.String
        select new KevEntry(added, hasDue ? due : null, ransomware < 0 ? null : ransomware == 1, Sound(text), Sound(text), "Apply updates.");

    private static readonly Gen<CvssScore> s_rating =
        from version in Gen.Int[0, 3]
        from tenths in Gen.Int[-1, 100]
        from hasVector in Gen.Bool
        select new CvssScore
        {
            Version = new[] { "2.0", "3.0", "3.1", "4.0" }[version],
            BaseScore = tenths < 0 ? null : tenths / 10.0,
            Severity = Severity.High,
            Vector = hasVector ? "CVSS:3.1/AV:N" : null,
        };

    private static readonly Gen<SsvcPoints> s_ssvc =
        from exploitation in Gen.Int[0, 3]
        from automatable in Gen.Int[0, 2]
        from impact in Gen.Int[0, 2]
        from asOf in s_instant
        from hasDay in Gen.Bool
        select new SsvcPoints(
            new[] { null, "none", "poc", "active" }[exploitation],
            new[] { null, "no", "yes" }[automatable],
            new[] { null, "partial", "total" }[impact],
            hasDay ? asOf : null);

    /// <summary>Facts of one CVE; each part may be absent.</summary>
    public static Gen<CveFacts> Facts { get; } =
        from year in Gen.Int[1999, 2030]
        from number in Gen.OneOf(Gen.Int[1, 9999], Gen.Int[10_000, 9_999_999])
        from kev in s_kev
        from ratings in s_rating.Array[0, 4]
        from ssvc in s_ssvc
        from score in Gen.Double[0, 1]
        from day in s_day
        from has in Gen.Bool.Array[7]
        select new CveFacts
        {
            CveId = string.Create(CultureInfo.InvariantCulture, $"CVE-{year}-{number:D4}"),
            Kev = has[0] ? kev : null,
            Epss = has[1] ? new EpssEntry(score, 1 - score) : null,
            Cvss = has[2] ? ratings : null,
            Published = has[3] ? day : null,
            Modified = has[4] ? day : null,
            IsRejected = has[5],
            Ssvc = has[6] ? ssvc : null,
        };

    /// <summary>A CVE that CISA lists.</summary>
    public static CveFacts Listed(string cveId) => new()
    {
        CveId = cveId,
        Kev = new KevEntry(new DateOnly(2021, 11, 3), new DateOnly(2021, 11, 17), true, "A name", "A description", "Apply updates."),
    };

    /// <summary>What CVEs sort by: year, then number.</summary>
    public static long SortKey(string cveId) =>
        (long.Parse(cveId.AsSpan(4, 4), CultureInfo.InvariantCulture) << 40) + long.Parse(cveId.AsSpan(9), CultureInfo.InvariantCulture);

    // Half a character cannot be written as UTF-8, and no JSON can hold it either.
    private static string Sound(string text) => new([.. text.Where(c => !char.IsSurrogate(c))]);
}
