using SecAutomation.Engine.Manifests.Streams;

namespace SecAutomation.Engine.Manifests.Fields;

/// <summary>The fields that a stream may fill. The list is closed: what stands here is what the product understands.</summary>
internal static class FieldVocabulary
{
    /// <summary>The field whose CVEs count where cveId has none.</summary>
    public const string MentionedCve = "mentionedCve";

    /// <summary>Fields of one detection on one host.</summary>
    public static IReadOnlyList<FieldTerm> Findings { get; } =
    [
        new("hostId", FieldKind.Text, "the source's own key of the host; records with the same key are one host"),
        new("agentId", FieldKind.Text, "the identifier of the scanner's agent on the host"),
        new("biosUuid", FieldKind.Text, "the BIOS (SMBIOS) UUID"),
        new("serialNumber", FieldKind.Text, "the serial number; placeholders are dropped"),
        new("manufacturer", FieldKind.Text, "the maker of the hardware; serial numbers are unique within it at best"),
        new("cloudId", FieldKind.Text, "the identifier of the instance at its cloud provider"),
        new("cloudAccount", FieldKind.Text, "the account, subscription or project of cloudId"),
        new("fqdn", FieldKind.Names, "fully qualified names"),
        new("netBiosName", FieldKind.Names, "the NetBIOS name, with or without its domain"),
        new("hostName", FieldKind.Names, "host names, short or full; an IP address is taken as an address"),
        new("target", FieldKind.Names, "what the scan was pointed at: a name or an IP address"),
        new("domain", FieldKind.Text, "the DNS domain of a short host name"),
        new("ipAddress", FieldKind.Addresses, "IP addresses"),
        new("macAddress", FieldKind.MacAddresses, "MAC addresses"),
        new("operatingSystem", FieldKind.Texts, "the operating system; several guesses are joined with 'or'"),
        new("credentialed", FieldKind.Flag, "whether the scan logged on to the host"),
        new("lastAuthenticated", FieldKind.Date, "when a scan last logged on to the host"),
        new("lastUnauthenticated", FieldKind.Date, "when a scan last failed to log on to the host, or did not try"),
        new("scannedAt", FieldKind.Date, "when the host was scanned"),
        new("cveId", FieldKind.Cves, "CVEs, anywhere in the value"),
        new(MentionedCve, FieldKind.Cves, "a text that may mention the CVE, used where cveId holds none"),
        new("detectionId", FieldKind.Text, "the scanner's number of the check"),
        new("title", FieldKind.Text, "the scanner's title"),
        new("severity", FieldKind.Severity, "the vendor's label, translated by the severity table of connector.yaml"),
        new("state", FieldKind.State, "the finding's state, translated by the state table of connector.yaml"),
        new("stateOverride", FieldKind.State, "a second value that wins over state where the state table knows it, and is ignored where not"),
        new("port", FieldKind.Port, "the port; 0 means none"),
        new("protocol", FieldKind.Text, "the transport protocol"),
        new("solution", FieldKind.Text, "what the scanner tells to do"),
        new("firstSeen", FieldKind.Date, "when the scanner first saw it"),
        new("lastSeen", FieldKind.Date, "when the scanner last saw it"),
        new("cvss2Score", FieldKind.Score, "the CVSS 2.0 base score"),
        new("cvss2Vector", FieldKind.Vector, "the CVSS 2.0 vector"),
        new("cvss3Score", FieldKind.Score, "the CVSS 3.0 or 3.1 base score"),
        new("cvss3Vector", FieldKind.Vector, "the CVSS 3.0 or 3.1 vector; 3.0 where it carries no prefix"),
        new("cvss4Score", FieldKind.Score, "the CVSS 4.0 base score"),
        new("cvss4Vector", FieldKind.Vector, "the CVSS 4.0 vector"),
        new("cvss", FieldKind.Ratings, "CVSS ratings; of each version the highest counts, where no score of its own is mapped or there"),
        new("software", FieldKind.Software, "the software that the scanner names as affected"),
    ];

    /// <summary>Fields of one asset.</summary>
    public static IReadOnlyList<FieldTerm> Assets { get; } =
    [
        new("assetId", FieldKind.Text, "the identifier of the record in the source"),
        new("fqdn", FieldKind.Names, "fully qualified names"),
        new("hostName", FieldKind.Names, "host names, short or full"),
        new("name", FieldKind.Names, "display names, used where no host name is there"),
        new("netBiosName", FieldKind.Names, "the NetBIOS name, with or without its domain"),
        new("domain", FieldKind.Text, "the DNS domain or workgroup"),
        new("ipAddress", FieldKind.Addresses, "IP addresses"),
        new("macAddress", FieldKind.MacAddresses, "MAC addresses"),
        new("operatingSystem", FieldKind.Texts, "the operating system; several are joined with 'or'"),
        new("operatingSystemVersion", FieldKind.Text, "its version, added where operatingSystem does not hold it"),
        new("software", FieldKind.Software, "installed software"),
        new("owner", FieldKind.Texts, "the person or group that answers for it"),
        new("location", FieldKind.Texts, "where it stands"),
        new("exposure", FieldKind.Text, "how far it can be reached, for decision tables: internet, controlled, internal, or what the product calls these"),
        new("missionImpact", FieldKind.Text, "what its loss would mean, for decision tables: low to mission critical, or what the product calls these"),
        new("tag", FieldKind.Texts, "tags, labels or groups"),
        new("serialNumber", FieldKind.Text, "the serial number; placeholders are dropped"),
        new("biosUuid", FieldKind.Text, "the BIOS (SMBIOS) UUID"),
        new("manufacturer", FieldKind.Text, "the maker of the hardware"),
        new("cloudId", FieldKind.Text, "the identifier of the instance at its cloud provider"),
        new("cloudAccount", FieldKind.Text, "the account, subscription or project of cloudId"),
        new("directoryId", FieldKind.Text, "the identifier of the device in its directory, such as Entra ID"),
        new("agentId", FieldKind.Texts, "identifiers that scanners and agents of other products gave it"),
        new("network", FieldKind.Text, "the network of its addresses, where several networks repeat them"),
        new("lifecycle", FieldKind.Text, "whether it is in use: active, in stock, disabled, retired, deleted, or what products call these"),
        new("enabled", FieldKind.Flag, "whether its account is switched on, used where lifecycle does not say"),
        new("duplicateOf", FieldKind.Text, "the identifier of the record that this one is a duplicate of"),
        new("adapter", FieldKind.Texts, "the products that fed the record"),
        new("firstSeen", FieldKind.Date, "when the source first saw it"),
        new("lastSeen", FieldKind.Date, "when the source last saw it"),
    ];

    /// <summary>Fields of one part of an asset. The lists of several parts are joined.</summary>
    public static IReadOnlyList<FieldTerm> AssetParts { get; } =
        [.. Assets.Where(term => term.Name is "assetId" or "ipAddress" or "macAddress" or "software" or "tag" or "agentId")];

    /// <summary>Fields of one software record below the field <c>software</c>.</summary>
    public static IReadOnlyList<FieldTerm> Software { get; } =
    [
        new("name", FieldKind.Text, "the product's name"),
        new("version", FieldKind.Text, "the version"),
        new("nameVersion", FieldKind.Text, "name and version in one text, used where name is absent"),
        new("publisher", FieldKind.Text, "the publisher or vendor"),
        new("cpe", FieldKind.Text, "the CPE 2.3 name or 2.2 URI"),
        new("source", FieldKind.Texts, "who told of it"),
    ];

    /// <summary>The value of an element.</summary>
    public const string ElementValue = "value";

    /// <summary>What an element is, which tells whether it counts.</summary>
    public const string ElementKind = "kind";

    /// <summary>Fields of one element below a field of addresses.</summary>
    public static IReadOnlyList<FieldTerm> Elements { get; } =
    [
        new(ElementValue, FieldKind.Texts, "the addresses"),
        new(ElementKind, FieldKind.Texts, "what `except` looks at: the name of the interface"),
    ];

    /// <summary>Fields of one rating below the field <c>cvss</c>.</summary>
    public static IReadOnlyList<FieldTerm> Ratings { get; } =
    [
        new("score", FieldKind.Score, "the base score"),
        new("vector", FieldKind.Vector, "the vector"),
        new("version", FieldKind.Text, "the version, wherever its first digit stands in the value; without it the vector tells, and without both 3 is meant"),
    ];

    /// <summary>Fields of what a feed says of one CVE.</summary>
    public static IReadOnlyList<FieldTerm> Cves { get; } =
    [
        new("cveId", FieldKind.Cves, "the CVE that the record is about"),
        new("kevAdded", FieldKind.Date, "when it was listed as known to be exploited"),
        new("kevDueDate", FieldKind.Date, "the day by which the catalogue wants it remediated"),
        new("kevRansomware", FieldKind.Flag, "whether ransomware campaigns are known to use it: `Known` or yes; `Unknown` says nothing"),
        new("kevName", FieldKind.Text, "the catalogue's name for it"),
        new("kevDescription", FieldKind.Text, "the catalogue's description"),
        new("kevRequiredAction", FieldKind.Text, "what the catalogue wants done"),
        new("epssScore", FieldKind.Share, "the probability of exploitation in the next 30 days, 0 to 1"),
        new("epssPercentile", FieldKind.Share, "the share of CVEs with an equal or lower score, 0 to 1"),
        new("cvssVector", FieldKind.Vector, "CVSS vectors of any version; scores are computed from them"),
        new("cvss", FieldKind.Ratings, "CVSS ratings: the vectors count, and a score that its vector does not give is a warning"),
        new("published", FieldKind.Date, "when it was published"),
        new("modified", FieldKind.Date, "when its record was last changed"),
        new("status", FieldKind.Text, "the state of the record; `Rejected` stands for no vulnerability"),
        new("ssvcExploitation", FieldKind.Text, "SSVC Exploitation: `none`, `poc` or `active`"),
        new("ssvcAutomatable", FieldKind.Text, "SSVC Automatable: `no` or `yes`"),
        new("ssvcTechnicalImpact", FieldKind.Text, "SSVC Technical Impact: `partial` or `total`"),
        new("ssvcAsOf", FieldKind.Date, "when the SSVC points were decided"),
    ];

    /// <summary>Fields of a vendor's document on what a CVE affects. A record states something, or defines a product that others name.</summary>
    public static IReadOnlyList<FieldTerm> Statements { get; } =
    [
        new("cveId", FieldKind.Cves, "the CVE that is spoken of"),
        new("status", FieldKind.State, "what is said of the products, translated by the state table of connector.yaml"),
        new("product", FieldKind.Texts, "the products that status, justification and detail are of: identifiers or package URLs"),
        new("notAffected", FieldKind.Texts, "products that are not affected"),
        new("fixed", FieldKind.Texts, "products in which it is fixed"),
        new("affected", FieldKind.Texts, "products that are affected, or that are still looked at"),
        new("justification", FieldKind.Text, "why they are not affected, in the format's own word"),
        new("detail", FieldKind.Text, "why, in the vendor's words"),
        new("document", FieldKind.Text, "the identifier of the document"),
        new("documentStatus", FieldKind.Text, "the state of the document; a `draft` does not count"),
        new("stated", FieldKind.Date, "when it was said"),
        new("productId", FieldKind.Text, "the identifier of a product that is defined, or of a group of products"),
        new("productName", FieldKind.Text, "its name"),
        new("productVersion", FieldKind.Text, "its version"),
        new("branch", FieldKind.Text, "its name or its version, as branchKind says"),
        new("branchKind", FieldKind.Text, "`product_name` or `product_version`; of anything else branch says nothing"),
        new("branchParent", FieldKind.Text, "what branch is a version of"),
        new("purl", FieldKind.Text, "its package URL"),
        new("cpe", FieldKind.Text, "its CPE 2.3 name or 2.2 URI"),
        new("member", FieldKind.Texts, "the products that a group is made of"),
        new("component", FieldKind.Text, "the product that it is, where it stands for one as a part of another"),
        new("partOf", FieldKind.Text, "the product that component is a part of"),
    ];

    /// <summary>Fields of the document, not of a record.</summary>
    public static FieldTerm AnnouncedTotal { get; } =
        new("announcedTotal", FieldKind.Number, "how many records the source says there are");

    /// <summary>What says that the document is not the last of its export.</summary>
    public static FieldTerm Continues { get; } = new("continues", FieldKind.Text, "what says that more follows");

    /// <summary>What leads from a record to the one that is looked up.</summary>
    public static FieldTerm LookUpBy { get; } = new("by", FieldKind.Text, "what leads to the record that is looked up");

    /// <summary>The number of the record that is looked up.</summary>
    public static FieldTerm LookUpPlace { get; } = new("place", FieldKind.Number, "the number of the record that is looked up, from 0, among those of the same enclosing record");

    /// <summary>The key of the records that are looked up.</summary>
    public static FieldTerm LookUpKey { get; } = new("key", FieldKind.Text, "the key of the records that are looked up");

    /// <summary>Whether a field of findings tells of the host, not of the detection.</summary>
    public static bool IsOfHost(FieldTerm term) => Findings.TakeWhile(candidate => candidate.Name != "cveId").Contains(term);

    /// <summary>The day that a feed gives for itself.</summary>
    public static FieldTerm AsOf { get; } = new("asOf", FieldKind.Date, "the day that the feed gives for itself");

    /// <summary>The version of a feed's model or catalogue.</summary>
    public static FieldTerm FeedVersion { get; } = new("feedVersion", FieldKind.Text, "the version of the feed's model or catalogue");

    /// <summary>Of how many records the document is a part.</summary>
    public static FieldTerm FeedTotal { get; } = new("feedTotal", FieldKind.Number, "of how many records the document is a page");

    /// <summary>The words of one kind of stream.</summary>
    public static IReadOnlyList<FieldTerm> Of(StreamOutput content) => content switch
    {
        StreamOutput.Findings => Findings,
        StreamOutput.Assets => Assets,
        StreamOutput.AssetParts => AssetParts,
        StreamOutput.Statements => Statements,
        _ => Cves,
    };

    /// <summary>The words without one of which nobody knows what a record is about.</summary>
    public static IReadOnlyList<string> Naming(StreamOutput content) => content switch
    {
        StreamOutput.Findings => ["fqdn", "netBiosName", "hostName", "target", "ipAddress"],
        StreamOutput.Assets => ["fqdn", "hostName", "name", "netBiosName"],
        StreamOutput.AssetParts => ["assetId"],
        _ => ["cveId"],
    };
}
