namespace SecAutomation.Engine.Manifests.Trackers;

/// <summary>What a ticket product says of a ticket, by the names under <c>ticket</c> in a <c>connector.yaml</c>.</summary>
internal static class TicketTerms
{
    public const string Id = "id";
    public const string Number = "number";
    public const string Title = "title";
    public const string Body = "body";
    public const string Status = "status";
    public const string StatusName = "statusName";
    public const string IsClosed = "closed";
    public const string Resolution = "resolution";
    public const string Key = "key";
    public const string Team = "team";
    public const string TeamName = "teamName";
    public const string Priority = "priority";
    public const string DueDate = "dueDate";
    public const string Version = "version";
    public const string CreatedAt = "createdAt";
    public const string UpdatedAt = "updatedAt";
    public const string ClosedAt = "closedAt";
    public const string Author = "author";
    public const string LinkKind = "linkKind";
    public const string LinkFrom = "linkFrom";
    public const string Fields = "fields";
    public const string FieldId = "id";
    public const string FieldName = "name";
    public const string FieldValue = "value";

    /// <summary>The single values, and what each means.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Id] = "the stable identifier",
        [Number] = "the number that people see; the id where it is left out",
        [Title] = "one line",
        [Body] = "the text, where the product keeps it in the ticket",
        [Status] = "the status, as a request names it",
        [StatusName] = "the status, as people see it",
        [IsClosed] = "whether the status is one of closed tickets",
        [Resolution] = "why it is closed, as people see it; the status where it is left out",
        [Key] = "the key, among other texts, where it is in no custom field",
        [Team] = "the team, as a request names it",
        [TeamName] = "the team, as people see it, where teams cannot be listed",
        [Priority] = "the priority, as a request names it",
        [DueDate] = "the day by which it is to be done",
        [Version] = "what tells one state of the ticket from the next",
        [CreatedAt] = "when it was created",
        [UpdatedAt] = "when it was last changed",
        [ClosedAt] = "when it was closed",
        [Author] = "the account that created it",
        [LinkKind] = "the kinds of its links to other tickets",
        [LinkFrom] = "the tickets that its links begin at, in the same order; where it is left out, every link begins at the ticket",
    };

    /// <summary>Those without which a ticket cannot be dealt with.</summary>
    public static IReadOnlyList<string> Required { get; } = [Id, Title, Status, CreatedAt, UpdatedAt];
}
