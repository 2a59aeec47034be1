namespace SecAutomation.Engine.Manifests.Fields;

/// <summary>
/// What a placeholder does with its value before it takes its place, <c>{name:form}</c>; several are applied in order. A closed family: conversions, and
/// escapings for query languages that stand inside an address or a body. The escaping for that place itself comes on top and is never written.
/// </summary>
public enum ValueForm
{
    /// <summary>A point in time as seconds since 1970, UTC.</summary>
    UnixSeconds,

    /// <summary>A point in time as milliseconds since 1970, UTC.</summary>
    UnixMilliseconds,

    /// <summary>A point in time as ISO 8601 in UTC, to the second: <c>2026-11-25T04:05:06Z</c>.</summary>
    Iso,

    /// <summary>The day of a point in time, UTC: <c>2026-11-25</c>.</summary>
    Date,

    /// <summary>A text as a number of JSON.</summary>
    Number,

    /// <summary>A text as <c>true</c> or <c>false</c> of JSON.</summary>
    Boolean,

    /// <summary>A text that is JSON, as that JSON.</summary>
    Tree,

    /// <summary>Lower case.</summary>
    Lower,

    /// <summary>Upper case.</summary>
    Upper,

    /// <summary>Several values as one text, joined by commas.</summary>
    Comma,

    /// <summary>Bytes or a text as Base64.</summary>
    Base64,

    /// <summary>A value of JSON inside a text: one quoted text, or an array of several values.</summary>
    Json,

    /// <summary>A literal in double quotes with backslashes before <c>"</c> and <c>\</c>, as the AQL of asset inventories has it; several are joined by commas.</summary>
    Aql,

    /// <summary>
    /// The values as alternatives of a regular expression inside a literal, <c>web01|db02</c>. Letters, digits, <c>-</c> and <c>_</c> stay; whatever else is a
    /// dot, which stands for any character: nothing of a value is part of the expression.
    /// </summary>
    Alternatives,

    /// <summary>A literal of JQL, in double quotes; several are joined by commas.</summary>
    Jql,

    /// <summary>A literal of FQL, in single quotes with backslashes; several are joined by commas.</summary>
    Fql,

    /// <summary>A literal of OData, in single quotes that are doubled inside; several are joined by commas.</summary>
    OData,

    /// <summary>A value of an LDAP filter (RFC 4515).</summary>
    Ldap,

    /// <summary>A literal of TicketSQL, in single quotes with backslashes; several are joined by commas.</summary>
    TicketSql,

    /// <summary>A value of an encoded query, whose separator <c>^</c> is doubled; several are joined by commas.</summary>
    EncodedQuery,

    /// <summary>A text that a regular expression takes by the letter.</summary>
    Regex,

    /// <summary>A text that a Lucene query takes by the letter.</summary>
    Lucene,
}
