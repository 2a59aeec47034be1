using SecAutomation.Engine.Manifests.Actions;
using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Requests;

namespace SecAutomation.Engine.Manifests.Trackers;

/// <summary>What a connector says of a product that keeps tickets.</summary>
public sealed class TrackerManifest
{
    /// <summary>What it can do, by name.</summary>
    public IReadOnlyDictionary<ActionName, ActionManifest> Action { get; init; } = new Dictionary<ActionName, ActionManifest>();

    /// <summary>How it writes formatted text, in the word of the dialect that writes it: html, textile, markdown, plain, …</summary>
    internal TextTemplate Dialect { get; init; } = new([]);

    /// <summary>What makes the tracker another one at the same address, such as a project; empty: the address alone is its identity.</summary>
    internal TextTemplate Instance { get; init; } = new([]);

    /// <summary>Where people open a ticket.</summary>
    internal TextTemplate? Page { get; init; }

    /// <summary>The name of the custom field that holds the key.</summary>
    internal TextTemplate KeyField { get; init; } = new([]);

    /// <summary>The name of the custom field that holds the marker; null: it stands in the text, which can be changed.</summary>
    internal TextTemplate? MarkerField { get; init; }

    /// <summary>The team where none is named; null: one has to be.</summary>
    internal TextTemplate? DefaultTeam { get; init; }

    /// <summary>What a team is in this product, for people: queue, group. Where the connection chooses it, its kinds have their own placeholders.</summary>
    internal TextTemplate TeamKind { get; init; } = new([]);

    /// <summary>How the teams of one kind are listed; a kind that is not here and for which there is no <see cref="ActionName.Teams"/> is named by ids.</summary>
    public IReadOnlyDictionary<string, ActionManifest> TeamAction { get; init; } = new Dictionary<string, ActionManifest>(StringComparer.Ordinal);

    /// <summary>How long a title may be.</summary>
    public TrackerLimit TitleLimit { get; init; }

    /// <summary>How long a text may be.</summary>
    public TrackerLimit BodyLimit { get; init; }

    /// <summary>How long a comment may be.</summary>
    public TrackerLimit CommentLimit { get; init; }

    /// <summary>How long after a request left it may still do its work, and a search not show it. 5 s.</summary>
    public TimeSpan SettleTime { get; init; }

    /// <summary>Whether a search shows at once what was written.</summary>
    public bool HasConsistentFind { get; init; } = true;

    /// <summary>How many requests it is sent at once.</summary>
    public int Concurrency { get; init; }

    /// <summary>The header of an answer that tells one state of a ticket from the next; null: the ticket itself says it.</summary>
    public string? VersionHeader { get; init; }

    /// <summary>The accounts under which the product itself acts: what they change is nobody's touch.</summary>
    public IReadOnlyList<string> SystemAccount { get; init; } = [];

    /// <summary>The product's number for each of our priorities, the least urgent first; empty: they are listed by an action and chosen by their order.</summary>
    public IReadOnlyDictionary<RemediationPriority, int> PriorityNumber { get; init; } = new Dictionary<RemediationPriority, int>();

    /// <summary>Whether the action lists priorities with the most urgent first.</summary>
    public bool IsMostUrgentFirst { get; init; }

    /// <summary>What stands for each of our priorities in each part of a product's priority; empty: it is one value.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyDictionary<RemediationPriority, int>> PriorityPart { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<RemediationPriority, int>>(StringComparer.Ordinal);

    /// <summary>The words that say of a status that it is one of closed tickets; empty: <c>true</c>.</summary>
    public IReadOnlyList<string> ClosedWord { get; init; } = [];

    /// <summary>What the product calls our reasons for closing a ticket.</summary>
    internal IReadOnlyDictionary<TicketResolution, TextTemplate> CloseAs { get; init; } = new Dictionary<TicketResolution, TextTemplate>();

    /// <summary>Fields that are said to be required and are not asked of a request.</summary>
    public IReadOnlyList<string> Unasked { get; init; } = [];

    /// <summary>What the names of statuses mean.</summary>
    internal LabelTable<TicketState> State { get; init; } = LabelTable<TicketState>.Empty;

    /// <summary>What the names of the statuses of closed tickets say of why they are closed.</summary>
    internal LabelTable<TicketResolution> Resolution { get; init; } = LabelTable<TicketResolution>.Empty;

    /// <summary>The status that tickets are closed with once the work is done; null, or no value: the first status of closed tickets.</summary>
    internal TextTemplate? FixedStatus { get; init; }

    /// <summary>The status that tickets are closed with for any other reason; null, or no value: the last status of closed tickets.</summary>
    internal TextTemplate? OtherStatus { get; init; }

    /// <summary>The status of a ticket whose work waits to be verified; null, or no value: there is none, and the ticket is closed.</summary>
    internal TextTemplate? VerifyStatus { get; init; }

    /// <summary>The status of a ticket that is open again; null, or no value: the first that is not one of closed tickets.</summary>
    internal TextTemplate? OpenStatus { get; init; }

    /// <summary>The kind of link that begins at a duplicate; empty: duplicates are merged and gone.</summary>
    public string DuplicateLink { get; init; } = "";
}
