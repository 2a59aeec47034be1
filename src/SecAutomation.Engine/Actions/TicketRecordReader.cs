using System.Globalization;
using System.Text;
using SecAutomation.Engine.Manifests.Trackers;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Streams.Text;

namespace SecAutomation.Engine.Actions;

/// <summary>Makes tickets from the records of answers.</summary>
/// <param name="tracker">What the connector says of its product.</param>
/// <param name="names">What the connection says: names of fields, the page of a ticket.</param>
/// <param name="priorities">What priorities mean.</param>
/// <param name="teams">The teams that are known.</param>
internal sealed class TicketRecordReader(TrackerManifest tracker, TicketNames names, PriorityScale priorities, IReadOnlyList<ActionChoice> teams)
{
    /// <summary>The ticket of the current record; null where it has no id.</summary>
    public ReadTicket? Read(RecordReader reader)
    {
        string? Text(string name) => reader.Map.TryGetSlot(name, out int slot) && reader.Text(slot)?.Trim() is { Length: > 0 } text ? text : null;
        if (Text(TicketTerms.Id) is not { } id)
            return null;
        string status = Text(TicketTerms.Status) ?? "";
        string statusName = Text(TicketTerms.StatusName) ?? status;
        TicketState state = StateOf(statusName, Text(TicketTerms.IsClosed));
        string? team = Text(TicketTerms.Team);
        string reason = Text(TicketTerms.Resolution) ?? statusName;
        string priority = Text(TicketTerms.Priority) ?? "";
        DateTimeOffset? due = Date(Text(TicketTerms.DueDate));
        DateTimeOffset updated = Date(Text(TicketTerms.UpdatedAt)) ?? DateTimeOffset.UnixEpoch;
        return new ReadTicket
        {
            Id = id,
            Number = Text(TicketTerms.Number) ?? id,
            Url = names.PageOf(id, Text(TicketTerms.Number) ?? id),
            Title = Text(TicketTerms.Title) ?? "",
            Body = tracker.MarkerField is null ? Text(TicketTerms.Body) ?? "" : FieldOf(reader, names.Marker, names.MarkerId),
            Key = KeyOf(reader),
            Status = status,
            State = state,
            Resolution = state == TicketState.Closed ? ResolutionOf(reader, id, reason) : TicketResolution.None,
            SameResolution = state == TicketState.Closed ? Meant(reason) : [],
            TeamId = team,
            Team = team is null ? null : teams.FirstOrDefault(choice => choice.Id == team)?.Name ?? Text(TicketTerms.TeamName) ?? team,
            PriorityValue = priority,
            Priority = priorities.Read(priority),
            SamePriority = priorities.ReadAll(priority),
            DueDate = due is { } day ? DateOnly.FromDateTime(day.UtcDateTime) : null,
            Version = Text(TicketTerms.Version) ?? updated.ToString("O", CultureInfo.InvariantCulture),
            Author = Text(TicketTerms.Author) ?? "",
            CreatedAt = Date(Text(TicketTerms.CreatedAt)) ?? DateTimeOffset.UnixEpoch,
            UpdatedAt = updated,
            ClosedAt = state == TicketState.Closed ? Date(Text(TicketTerms.ClosedAt)) : null,
        };
    }

    /// <summary>What a status is to us.</summary>
    public TicketState StateOf(string statusName, string? isClosed)
    {
        bool? closed = isClosed is null ? null : IsClosed(tracker, isClosed);
        bool isKnown = tracker.State.TryGet(Encoding.UTF8.GetBytes(statusName), out TicketState state);
        if (!isKnown && closed is null && names.ClosedStatus.Contains(statusName, StringComparer.OrdinalIgnoreCase))
            return TicketState.Closed;
        return closed switch
        {
            true => TicketState.Closed,

            // It is open, whatever it is called.
            false when !isKnown || state == TicketState.Closed => TicketState.InProgress,
            _ when isKnown => state,
            _ => TicketState.Unknown,
        };
    }

    /// <summary>What a product says of whether a status is one of closed tickets; null where it says nothing.</summary>
    public static bool? IsClosed(TrackerManifest tracker, string? said) =>
        said is null ? null
        : tracker.ClosedWord.Count > 0 ? tracker.ClosedWord.Contains(said, StringComparer.OrdinalIgnoreCase)
        : bool.TryParse(said, out bool flag) ? flag : null;

    private string KeyOf(RecordReader reader)
    {
        if (!reader.Map.TryGetSlot(TicketTerms.Key, out int slot))
            return FieldOf(reader, names.Key, names.KeyId).Trim();

        // Among other texts it is known by its beginning.
        for (int i = 0; i < reader.Count(slot); i++)
        {
            if (reader.Text(slot, i)?.Trim() is { } text && text.StartsWith(TicketActions.KeyPrefix, StringComparison.Ordinal))
                return text;
        }

        return "";
    }

    private TicketResolution ResolutionOf(RecordReader reader, string id, string reason)
    {
        if (tracker.DuplicateLink.Length > 0 && reader.Map.TryGetSlot(TicketTerms.LinkKind, out int kind))
        {
            bool isDirected = reader.Map.TryGetSlot(TicketTerms.LinkFrom, out int from);
            for (int i = 0; i < reader.Count(kind); i++)
            {
                if (reader.Text(kind, i) == tracker.DuplicateLink && (!isDirected || reader.Text(from, i) == id))
                    return TicketResolution.Duplicate;
            }
        }

        // The connection's own words say more than the connector's. One that stands for several says none of those that keep a hole without a ticket.
        TicketResolution[] meant = Meant(reason);
        if (meant.Length > 0)
            return meant.Contains(TicketResolution.Other) ? TicketResolution.Other : meant[0];
        return tracker.Resolution.TryGet(Encoding.UTF8.GetBytes(reason), out TicketResolution resolution) ? resolution : TicketResolution.None;
    }

    private TicketResolution[] Meant(string reason) =>
        [.. names.CloseAs.Where(one => string.Equals(one.Word, reason, StringComparison.OrdinalIgnoreCase)).Select(one => one.Resolution)];

    private static string FieldOf(RecordReader reader, string name, string? id)
    {
        if (name.Length == 0 || !reader.Map.TryGetSlot(TicketTerms.Fields, out int slot))
            return "";
        int nameSlot = reader.Map.ChildSlot(slot, TicketTerms.FieldName);
        int idSlot = reader.Map.ChildSlot(slot, TicketTerms.FieldId);
        int valueSlot = reader.Map.ChildSlot(slot, TicketTerms.FieldValue);
        for (int i = 0; i < reader.ChildCount(slot); i++)
        {
            bool isIt = id is not null ? reader.ChildText(slot, i, idSlot) == id : reader.ChildText(slot, i, nameSlot) == name;
            if (isIt)
                return reader.ChildText(slot, i, valueSlot) ?? "";
        }

        return "";
    }

    // Products write 1970 for "never".
    private static DateTimeOffset? Date(string? text) =>
        text is not null && DateText.TryParse(text, [], out DateTimeOffset? date) && date > DateTimeOffset.UnixEpoch ? date : null;
}
