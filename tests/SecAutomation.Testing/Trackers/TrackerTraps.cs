namespace SecAutomation.Testing.Trackers;

/// <summary>What a stub tracker does that makes naive code wrong. Each was seen on a real product.</summary>
public sealed record TrackerTraps
{
    /// <summary>A filter that it does not know is left out of the query, and everything is found (Redmine, ServiceNow).</summary>
    public bool IgnoresUnknownFilters { get; init; }

    /// <summary>The filter of a time is not understood and left out of the query, and older tickets are found too (ServiceNow).</summary>
    public bool IgnoresInvalidQueryParts { get; init; }

    /// <summary>A filter by a field that it does not know finds nothing, with status 200 (Request Tracker).</summary>
    public bool FindsNothingByUnknownFields { get; init; }

    /// <summary>The fields that a create answers with success for and drops: <c>key</c>, <c>marker</c>, <c>team</c>, <c>priority</c>, <c>due</c> (Request Tracker, Redmine, GitLab).</summary>
    public IReadOnlySet<string> Drops { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>A change of status that it does not allow is answered with success, and nothing changes: with a text (Request Tracker) or with 204 (Redmine).</summary>
    public bool SaysSuccessWithoutChange { get; init; }

    /// <summary>A wrong key may read as anybody may, which is nothing, with status 200; only a write is refused (Redmine).</summary>
    public bool AnswersAnonymously { get; init; }

    /// <summary>For how long a search does not show what was written (Jira Cloud, GitHub). A read by id does.</summary>
    public TimeSpan SearchLag { get; init; }

    /// <summary>A create that fails uses up a number (Jira).</summary>
    public bool BurnsNumbers { get; init; }

    /// <summary>A second ticket with a key that is there is refused with status 400 and a text (TheHive).</summary>
    public bool RefusesSecondKey { get; init; }

    /// <summary>A second ticket with a key that is there is made without the key, with status 201 (Request Tracker).</summary>
    public bool DropsSecondKey { get; init; }

    /// <summary>The fields that are not on its form, so that a create that names one fails with 400 (Jira).</summary>
    public IReadOnlySet<string> NotOnForm { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Statuses and priorities have names in another language (Jira).</summary>
    public bool IsLocalised { get; init; }

    /// <summary>Ids are text in lists and numbers elsewhere, empty dates are of 1970, and totals may be missing (Request Tracker).</summary>
    public bool WritesNumbersAsItLikes { get; init; }

    /// <summary>Finds keys in any case (Request Tracker).</summary>
    public bool FoldsCase { get; init; }
}
