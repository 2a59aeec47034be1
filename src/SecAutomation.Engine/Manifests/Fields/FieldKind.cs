namespace SecAutomation.Engine.Manifests.Fields;

/// <summary>How the value of a field is understood.</summary>
internal enum FieldKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>Several texts, each one distinct.</summary>
    Texts,

    /// <summary>One or more names of a host.</summary>
    Names,

    /// <summary>One or more IP addresses.</summary>
    Addresses,

    /// <summary>One or more MAC addresses.</summary>
    MacAddresses,

    /// <summary>CVEs anywhere in the value.</summary>
    Cves,

    /// <summary>A CVSS base score.</summary>
    Score,

    /// <summary>A CVSS vector.</summary>
    Vector,

    /// <summary>A point in time.</summary>
    Date,

    /// <summary>The vendor's severity label, translated by the connector's table.</summary>
    Severity,

    /// <summary>The state of a finding, translated by the connector's table.</summary>
    State,

    /// <summary>A port number.</summary>
    Port,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>Software, as child records or as a list in one value.</summary>
    Software,

    /// <summary>CVSS ratings, as child records.</summary>
    Ratings,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A probability or a share from 0 to 1.</summary>
    Share,
}
