using static SecAutomation.Remediation.Intelligence.Cvss.CvssMetricGroup;

namespace SecAutomation.Remediation.Intelligence.Cvss;

/// <summary>The metrics of one version, in the order of its specification.</summary>
/// <remarks>
/// Sources: FIRST, "A Complete Guide to the Common Vulnerability Scoring System Version 2.0", tables 1 to 13; "CVSS v3.0"
/// and "v3.1 Specification Document", table 15; "CVSS v4.0 Specification Document", table 23.
/// </remarks>
public sealed class CvssMetrics
{
    private readonly CvssMetric[] _metric;

    private CvssMetrics(CvssVersion version, string prefix, string notDefined, params CvssMetric[] metrics)
    {
        Version = version;
        Prefix = prefix;
        NotDefined = notDefined;
        _metric = metrics;
        BaseCount = metrics.Count(metric => metric.IsMandatory);
    }

    /// <summary>The version.</summary>
    public CvssVersion Version { get; }

    /// <summary>The version as findings carry it, for example <c>3.1</c>.</summary>
    public string VersionText => Version switch
    {
        CvssVersion.V20 => "2.0",
        CvssVersion.V30 => "3.0",
        CvssVersion.V31 => "3.1",
        _ => "4.0",
    };

    /// <summary>What a vector begins with; empty for 2.0.</summary>
    public string Prefix { get; }

    /// <summary>The letters for "not defined".</summary>
    public string NotDefined { get; }

    /// <summary>How many metrics are mandatory; they stand first.</summary>
    public int BaseCount { get; }

    /// <summary>The metrics.</summary>
    public IReadOnlyList<CvssMetric> All => _metric;

    /// <summary>The metrics of a version.</summary>
    /// <param name="version">The version.</param>
    /// <returns>The metrics.</returns>
    public static CvssMetrics Of(CvssVersion version) => version switch
    {
        CvssVersion.V20 => s_v20,
        CvssVersion.V30 => s_v30,
        CvssVersion.V31 => s_v31,
        _ => s_v40,
    };

    /// <summary>The place of a metric in <see cref="All"/>.</summary>
    /// <param name="symbol">Its letters.</param>
    /// <param name="comparison">Ordinal, or not minding case.</param>
    /// <returns>The place from 0; -1 where the version has no such metric.</returns>
    internal int IndexOf(ReadOnlySpan<char> symbol, StringComparison comparison)
    {
        for (int index = 0; index < _metric.Length; index++)
        {
            if (symbol.Equals(_metric[index].Symbol, comparison))
                return index;
        }

        return -1;
    }

    private static readonly CvssMetrics s_v20 = new(
        CvssVersion.V20, "", "ND",
        new("AV", "Access Vector", Base, ["L", "A", "N"]),
        new("AC", "Access Complexity", Base, ["H", "M", "L"]),
        new("Au", "Authentication", Base, ["M", "S", "N"]),
        new("C", "Confidentiality Impact", Base, ["N", "P", "C"]),
        new("I", "Integrity Impact", Base, ["N", "P", "C"]),
        new("A", "Availability Impact", Base, ["N", "P", "C"]),
        new("E", "Exploitability", Threat, ["U", "POC", "F", "H"]),
        new("RL", "Remediation Level", Threat, ["OF", "TF", "W", "U"]),
        new("RC", "Report Confidence", Threat, ["UC", "UR", "C"]),
        new("CDP", "Collateral Damage Potential", Environmental, ["N", "L", "LM", "MH", "H"]),
        new("TD", "Target Distribution", Environmental, ["N", "L", "M", "H"]),
        new("CR", "Confidentiality Requirement", Environmental, ["L", "M", "H"]),
        new("IR", "Integrity Requirement", Environmental, ["L", "M", "H"]),
        new("AR", "Availability Requirement", Environmental, ["L", "M", "H"]));

    private static readonly CvssMetric[] s_v3Metrics =
    [
        new("AV", "Attack Vector", Base, ["N", "A", "L", "P"]),
        new("AC", "Attack Complexity", Base, ["L", "H"]),
        new("PR", "Privileges Required", Base, ["N", "L", "H"]),
        new("UI", "User Interaction", Base, ["N", "R"]),
        new("S", "Scope", Base, ["U", "C"]),
        new("C", "Confidentiality", Base, ["H", "L", "N"]),
        new("I", "Integrity", Base, ["H", "L", "N"]),
        new("A", "Availability", Base, ["H", "L", "N"]),
        new("E", "Exploit Code Maturity", Threat, ["H", "F", "P", "U"]),
        new("RL", "Remediation Level", Threat, ["U", "W", "T", "O"]),
        new("RC", "Report Confidence", Threat, ["C", "R", "U"]),
        new("CR", "Confidentiality Requirement", Environmental, ["H", "M", "L"]),
        new("IR", "Integrity Requirement", Environmental, ["H", "M", "L"]),
        new("AR", "Availability Requirement", Environmental, ["H", "M", "L"]),
        new("MAV", "Modified Attack Vector", Environmental, ["N", "A", "L", "P"]),
        new("MAC", "Modified Attack Complexity", Environmental, ["L", "H"]),
        new("MPR", "Modified Privileges Required", Environmental, ["N", "L", "H"]),
        new("MUI", "Modified User Interaction", Environmental, ["N", "R"]),
        new("MS", "Modified Scope", Environmental, ["U", "C"]),
        new("MC", "Modified Confidentiality", Environmental, ["H", "L", "N"]),
        new("MI", "Modified Integrity", Environmental, ["H", "L", "N"]),
        new("MA", "Modified Availability", Environmental, ["H", "L", "N"]),
    ];

    private static readonly CvssMetrics s_v30 = new(CvssVersion.V30, "CVSS:3.0/", "X", s_v3Metrics);

    private static readonly CvssMetrics s_v31 = new(CvssVersion.V31, "CVSS:3.1/", "X", s_v3Metrics);

    private static readonly CvssMetrics s_v40 = new(
        CvssVersion.V40, "CVSS:4.0/", "X",
        new("AV", "Attack Vector", Base, ["N", "A", "L", "P"]),
        new("AC", "Attack Complexity", Base, ["L", "H"]),
        new("AT", "Attack Requirements", Base, ["N", "P"]),
        new("PR", "Privileges Required", Base, ["N", "L", "H"]),
        new("UI", "User Interaction", Base, ["N", "P", "A"]),
        new("VC", "Vulnerable System Confidentiality", Base, ["H", "L", "N"]),
        new("VI", "Vulnerable System Integrity", Base, ["H", "L", "N"]),
        new("VA", "Vulnerable System Availability", Base, ["H", "L", "N"]),
        new("SC", "Subsequent System Confidentiality", Base, ["H", "L", "N"]),
        new("SI", "Subsequent System Integrity", Base, ["H", "L", "N"]),
        new("SA", "Subsequent System Availability", Base, ["H", "L", "N"]),
        new("E", "Exploit Maturity", Threat, ["A", "P", "U"]),
        new("CR", "Confidentiality Requirement", Environmental, ["H", "M", "L"]),
        new("IR", "Integrity Requirement", Environmental, ["H", "M", "L"]),
        new("AR", "Availability Requirement", Environmental, ["H", "M", "L"]),
        new("MAV", "Modified Attack Vector", Environmental, ["N", "A", "L", "P"]),
        new("MAC", "Modified Attack Complexity", Environmental, ["L", "H"]),
        new("MAT", "Modified Attack Requirements", Environmental, ["N", "P"]),
        new("MPR", "Modified Privileges Required", Environmental, ["N", "L", "H"]),
        new("MUI", "Modified User Interaction", Environmental, ["N", "P", "A"]),
        new("MVC", "Modified Vulnerable System Confidentiality", Environmental, ["H", "L", "N"]),
        new("MVI", "Modified Vulnerable System Integrity", Environmental, ["H", "L", "N"]),
        new("MVA", "Modified Vulnerable System Availability", Environmental, ["H", "L", "N"]),
        new("MSC", "Modified Subsequent System Confidentiality", Environmental, ["H", "L", "N"]),
        new("MSI", "Modified Subsequent System Integrity", Environmental, ["S", "H", "L", "N"]),
        new("MSA", "Modified Subsequent System Availability", Environmental, ["S", "H", "L", "N"]),
        new("S", "Safety", Supplemental, ["N", "P"]),
        new("AU", "Automatable", Supplemental, ["N", "Y"]),
        new("R", "Recovery", Supplemental, ["A", "U", "I"]),
        new("V", "Value Density", Supplemental, ["D", "C"]),
        new("RE", "Vulnerability Response Effort", Supplemental, ["L", "M", "H"]),
        new("U", "Provider Urgency", Supplemental, ["Clear", "Green", "Amber", "Red"]));
}
