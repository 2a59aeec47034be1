namespace SecAutomation.Remediation.Intelligence.Cvss;

/// <summary>How closely a vector must keep to its specification.</summary>
public enum CvssStrictness
{
    /// <summary>
    /// As scanners write it: without a prefix or with one of theirs (<c>CVSS2#</c>), in parentheses, in any order and in
    /// either case, with a slash at the end. A 3.x vector without a prefix counts as 3.1. The default.
    /// </summary>
    Lenient = 0,

    /// <summary>As its specification demands; of 4.0 the order of the metrics too.</summary>
    Strict = 1,
}
