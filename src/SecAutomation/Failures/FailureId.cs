namespace SecAutomation;

/// <summary>The conditions that SecAutomation reports. The name is the error id that scripts see in <c>FullyQualifiedErrorId</c>.</summary>
public enum FailureId
{
    /// <summary>A defect of SecAutomation itself.</summary>
    Unexpected = 0,

    /// <summary>No file or folder has this path.</summary>
    FileNotFound,

    /// <summary>The file is there and may not be read.</summary>
    FileNotReadable,

    /// <summary>The file has no content.</summary>
    FileEmpty,

    /// <summary>No connector recognises the content.</summary>
    FormatNotRecognised,

    /// <summary>Several connectors recognise the content equally well.</summary>
    FormatAmbiguous,

    /// <summary>The content ends early, is damaged, or fewer records arrived than were announced.</summary>
    ReadIncomplete,

    /// <summary>The content declares a document type or an external entity.</summary>
    DocumentTypeRefused,

    /// <summary>The content is larger than its limit: a value, a record, nesting, or what a compressed file expands to.</summary>
    LimitExceeded,

    /// <summary>The text is not valid in its encoding.</summary>
    EncodingInvalid,

    /// <summary>A header is missing or stands twice.</summary>
    HeaderInvalid,

    /// <summary>One record cannot be used; the others go on.</summary>
    RecordInvalid,

    /// <summary>One value cannot be understood and was left out; the record goes on.</summary>
    ValueInvalid,

    /// <summary>A record names no host.</summary>
    HostNameMissing,

    /// <summary>A connector's YAML is wrong.</summary>
    ManifestInvalid,

    /// <summary>No connector of this name is there.</summary>
    ConnectorNotFound,

    /// <summary>The host's name is no name that can be looked for.</summary>
    HostNameInvalid,

    /// <summary>Several assets could be the host.</summary>
    AssetAmbiguous,

    /// <summary>No asset is the host.</summary>
    AssetNotFound,

    /// <summary>No inventory was given or could be read.</summary>
    InventoryMissing,

    /// <summary>The plan creates more tickets than are allowed.</summary>
    TooManyTickets,

    /// <summary>No ticket has this id, number or key.</summary>
    TicketNotFound,

    /// <summary>The ticket is closed already.</summary>
    TicketClosed,

    /// <summary>A ticket template is wrong.</summary>
    TemplateInvalid,

    /// <summary>The ticket store may not be read or written.</summary>
    StoreNotWritable,

    /// <summary>The ticket store's file is damaged or no ticket store.</summary>
    StoreCorrupt,

    /// <summary>Another run holds the ticket store for longer than this one waited.</summary>
    StoreBusy,

    /// <summary>The disk or the file-size limit is exhausted.</summary>
    StoreFull,

    /// <summary>The ticket store was written by a newer SecAutomation.</summary>
    StoreTooNew,

    /// <summary>What came down the pipeline is nothing that the cmdlet can use.</summary>
    InputNotUnderstood,

    /// <summary>A decision table leaves a combination open, answers one twice, or is no decision table.</summary>
    DecisionTableInvalid,

    /// <summary>No CVE intelligence was read into the store yet.</summary>
    IntelligenceMissing,

    /// <summary>The file with the CVE intelligence is damaged or was altered, or is none.</summary>
    IntelligenceCorrupt,

    /// <summary>The CVE intelligence is older than it may be.</summary>
    IntelligenceStale,

    /// <summary>A server sent a request on to another host, which credentials must not reach.</summary>
    RedirectRefused,

    /// <summary>A setting of a connection is missing or not valid, its address is not, or its product is of another kind than is needed.</summary>
    ConnectionInvalid,

    /// <summary>The server has no address, cannot be reached, or ended the connection before it answered.</summary>
    ConnectionFailed,

    /// <summary>The server's certificate is not trusted, has expired, or is for another name.</summary>
    CertificateInvalid,

    /// <summary>The server did not answer in time, or its answer stalled.</summary>
    TimedOut,

    /// <summary>The server does not accept the credential, or a part of it is missing.</summary>
    CredentialRefused,

    /// <summary>The account may not do what was asked.</summary>
    PermissionMissing,

    /// <summary>The server refused the request.</summary>
    RequestRefused,

    /// <summary>The request is longer or asks for more than the server takes.</summary>
    RequestTooLarge,

    /// <summary>The server takes no more requests for now.</summary>
    RateLimited,

    /// <summary>The server failed, and went on failing when it was asked again.</summary>
    ServerFailed,

    /// <summary>The answer is a web page, another content type than was asked for, or empty.</summary>
    AnswerNotUnderstood,

    /// <summary>A plan file is damaged, was altered after it was made, or is none.</summary>
    PlanAltered,

    /// <summary>A plan is for another tracker, or tickets have changed since it was made.</summary>
    PlanOutdated,

    /// <summary>No run has this id.</summary>
    RunNotFound,

    /// <summary>A file with exceptions, routes or a policy is wrong.</summary>
    RuleFileInvalid,

    /// <summary>Whether the server took a request that must be sent once is not known.</summary>
    TicketOutcomeUncertain,

    /// <summary>No connection has this name, or none is the default for what is to be done.</summary>
    ConnectionNotFound,

    /// <summary>The file of connections is damaged, newer than this SecAutomation, or others may change it.</summary>
    ConnectionFileInvalid,

    /// <summary>A secret is not where the connection looks for it, and nobody can be asked.</summary>
    SecretMissing,

    /// <summary>The file that keeps a secret may be read or changed by others.</summary>
    SecretExposed,

    /// <summary>The tracker has no field for the key of tickets, or the account does not see it.</summary>
    TicketFieldMissing,

    /// <summary>The tracker does not filter by the key of tickets.</summary>
    TicketFilterIgnored,

    /// <summary>The tracker has no team of this name, or the account may not use it.</summary>
    TeamNotFound,

    /// <summary>The policy of this machine does not allow the team or the tracker.</summary>
    PolicyForbids,
}
