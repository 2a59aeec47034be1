using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Manifests.Actions;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Trackers;

namespace SecAutomation.Engine.Actions;

/// <summary>What a connection calls the things that tickets are written and found by.</summary>
internal sealed record TicketNames
{
    private readonly TextTemplate? _page;

    /// <summary>Reads the names that the connection's settings give.</summary>
    public TicketNames(LiveConnection connection, TrackerManifest tracker)
    {
        Address = (connection.Settings.Url ?? connection.Manifest.DefaultUrl)!;
        Values = connection.Values.With("connection.url", Address.AbsoluteUri.TrimEnd('/'));
        Key = tracker.KeyField.Fill(Values) ?? "";
        Marker = tracker.MarkerField?.Fill(Values) ?? "";
        ClosedStatus = [.. new[] { tracker.FixedStatus, tracker.OtherStatus }.Select(status => status?.Fill(Values)).OfType<string>().Where(status => status.Length > 0)];
        TeamKind = tracker.TeamKind.Fill(Values) ?? "";
        CloseAs = [.. tracker.CloseAs.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value.Fill(Values) ?? "")).Where(pair => pair.Item2.Length > 0)];
        _page = tracker.Page;
    }

    /// <summary>The connection's address.</summary>
    public Uri Address { get; }

    /// <summary>The connection's settings.</summary>
    public TemplateValues Values { get; }

    /// <summary>The name of the key's field.</summary>
    public string Key { get; }

    /// <summary>The name of the marker's field; empty where it has none.</summary>
    public string Marker { get; }

    /// <summary>What a team is.</summary>
    public string TeamKind { get; }

    /// <summary>What tickets are closed as, by the product's words.</summary>
    public IReadOnlyList<(TicketResolution Resolution, string Word)> CloseAs { get; }

    /// <summary>The statuses that tickets are closed with, where the connection names them.</summary>
    public IReadOnlyList<string> ClosedStatus { get; }

    /// <summary>The id of the key's field; null until it was looked up.</summary>
    public string? KeyId { get; init; }

    /// <summary>The id of the marker's field; null until it was looked up.</summary>
    public string? MarkerId { get; init; }

    /// <summary>What placeholders of fields stand for.</summary>
    public TemplateValues Fields => TemplateValues.Empty
        .With(ActionTerms.FieldKey, KeyId ?? Key)
        .With(ActionTerms.FieldMarker, (MarkerId ?? Marker) is { Length: > 0 } marker ? marker : null);

    /// <summary>Where people open a ticket.</summary>
    public string? PageOf(string id, string number) => _page?.Fill(Values.With("ticket.id", id).With("ticket.number", number), value => value.StartsWith("http", StringComparison.Ordinal) ? value : Uri.EscapeDataString(value));
}
