using SecAutomation.Engine.Manifests.Actions;
using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Settings;

namespace SecAutomation.Engine.Manifests.Trackers;

/// <summary>Reads <c>tracker</c> in a <c>connector.yaml</c>, and the files of <c>Actions</c>.</summary>
internal sealed class TrackerManifestReader
{
    private const string TeamFile = "teams.";

    private static readonly string[] s_units = ["grapheme", "codePoint", "utf16", "utf8Byte"];

    private readonly MapReader _tracker;
    private readonly TemplateScope _scope;
    private readonly TicketMapReader _ticket;
    private readonly Dictionary<ActionName, ActionManifest> _actions = [];
    private readonly Dictionary<string, ActionManifest> _teams = new(StringComparer.Ordinal);
    private readonly TrackerManifest _manifest;
    private readonly TrackerWords _words;

    private TrackerManifestReader(MapReader tracker, ConnectorSettings settings)
    {
        _tracker = tracker;
        _scope = new TemplateScope(settings, []);
        _ticket = TicketMapReader.Read(tracker, _scope);
        _manifest = ReadTracker();
        _words = new TrackerWords(TeamKinds(settings), [.. _manifest.PriorityPart.Keys], _manifest.MarkerField is not null);
        tracker.Close();
    }

    /// <summary>Reads the tracker.</summary>
    /// <returns>Null where the connector's product keeps no tickets.</returns>
    public static TrackerManifestReader? Read(MapReader connector, ConnectorSettings settings)
    {
        if (connector.Child("tracker", "a tracker") is not { } tracker)
            return null;
        if (!connector.Has("url"))
            connector.Problems.Add(connector.File, connector.Place("tracker"), "A tracker is written to over a connection; the connector needs 'url' and 'authentication'.");
        return new TrackerManifestReader(tracker, settings);
    }

    /// <summary>Reads the file of an action.</summary>
    public void ReadAction(MapReader action, string name)
    {
        string? kind = name.StartsWith(TeamFile, StringComparison.Ordinal) ? name[TeamFile.Length..] : null;
        if ((kind is null ? Words<ActionName>.Parse(name) : ActionName.Teams) is not { } word)
            action.Problems.Add(action.File, 1, 1, $"'{name}' is nothing that a tracker does. {Spelling.Offer(name, Words<ActionName>.All)}");
        else if (kind is not null && !_words.TeamKind.Contains(kind, StringComparer.Ordinal))
            action.Problems.Add(action.File, 1, 1, $"'{kind}' is no kind of team. {Spelling.Offer(kind, _words.TeamKind)}");
        else if (ActionManifestReader.Read(action, word, _scope, _ticket, _words) is not { } read)
            return;
        else if (kind is null)
            _actions.Add(word, read);
        else
            _teams.Add(kind, read);
    }

    /// <summary>The tracker once all its actions were read; reports those that are missing.</summary>
    public TrackerManifest Close()
    {
        foreach (ActionName missing in ActionTerms.Required.Where(name => !_actions.ContainsKey(name) && !(name == ActionName.Teams && _teams.Count > 0)))
            _tracker.Problems.Add(_tracker.File, _tracker.Map, $"The action '{Words<ActionName>.Of(missing)}' is missing: add Actions/{Words<ActionName>.Of(missing)}.yaml.");
        if (_manifest.PriorityNumber.Count == 0 && !_actions.ContainsKey(ActionName.Priorities))
            _tracker.Problems.Add(_tracker.File, _tracker.Map, "Priorities are numbers, under 'priorities', or listed by the action 'priorities'; there is neither.");
        return new TrackerManifest
        {
            Action = _actions,
            Dialect = _manifest.Dialect,
            Instance = _manifest.Instance,
            Page = _manifest.Page,
            KeyField = _manifest.KeyField,
            MarkerField = _manifest.MarkerField,
            DefaultTeam = _manifest.DefaultTeam,
            TeamKind = _manifest.TeamKind,
            TeamAction = _teams,
            IsMostUrgentFirst = _manifest.IsMostUrgentFirst,
            PriorityPart = _manifest.PriorityPart,
            ClosedWord = _manifest.ClosedWord,
            CloseAs = _manifest.CloseAs,
            Unasked = _manifest.Unasked,
            TitleLimit = _manifest.TitleLimit,
            BodyLimit = _manifest.BodyLimit,
            CommentLimit = _manifest.CommentLimit,
            SettleTime = _manifest.SettleTime,
            HasConsistentFind = _manifest.HasConsistentFind,
            Concurrency = _manifest.Concurrency,
            VersionHeader = _manifest.VersionHeader,
            SystemAccount = _manifest.SystemAccount,
            PriorityNumber = _manifest.PriorityNumber,
            State = _manifest.State,
            Resolution = _manifest.Resolution,
            FixedStatus = _manifest.FixedStatus,
            OtherStatus = _manifest.OtherStatus,
            VerifyStatus = _manifest.VerifyStatus,
            OpenStatus = _manifest.OpenStatus,
            DuplicateLink = _manifest.DuplicateLink,
        };
    }

    private TrackerManifest ReadTracker()
    {
        MapReader? limits = _tracker.Child("limits", "the limits", required: true);
        TrackerLimit title = ReadLimit(limits, "title");
        TrackerLimit body = ReadLimit(limits, "body");
        TrackerLimit comment = ReadLimit(limits, "comment");
        limits?.Close();
        MapReader? statuses = _tracker.Child("statuses", "the statuses that tickets are given");
        TextTemplate? Status(string key) => statuses?.Scalar(key) is { } scalar ? _scope.Read(statuses, scalar) : null;
        (TextTemplate? whenFixed, TextTemplate? otherwise, TextTemplate? verify, TextTemplate? open) = (Status("fixed"), Status("other"), Status("verify"), Status("open"));
        statuses?.Close();
        return new TrackerManifest
        {
            Dialect = Template("dialect", required: true) ?? new TextTemplate([]),
            Instance = Template("instance") ?? new TextTemplate([]),
            Page = _tracker.Scalar("page") is { } page ? _scope.With("connection.url", "ticket.id", "ticket.number").Read(_tracker, page) : null,
            KeyField = Template("keyField", required: true) ?? new TextTemplate([]),
            MarkerField = Template("markerField"),
            DefaultTeam = Template("team"),
            TeamKind = Template("teamKind", required: true) ?? new TextTemplate([]),
            IsMostUrgentFirst = _tracker.Flag("mostUrgentFirst") ?? false,
            PriorityPart = ReadPriorityParts(),
            ClosedWord = [.. _tracker.Scalars("closedWords").Select(word => word.Text)],
            CloseAs = ReadCloseAs(),
            Unasked = [.. _tracker.Scalars("unasked").Select(field => field.Text)],
            TitleLimit = title,
            BodyLimit = body,
            CommentLimit = comment,
            SettleTime = TimeSpan.FromSeconds(_tracker.Number("settleSeconds", 0, 3600, required: true) ?? 0),
            HasConsistentFind = _tracker.Flag("consistentFind") ?? true,
            Concurrency = _tracker.Number("concurrency", 1, 64) ?? 8,
            VersionHeader = _tracker.Scalar("versionHeader")?.Text,
            SystemAccount = [.. _tracker.Scalars("systemAccounts").Select(account => account.Text)],
            PriorityNumber = _tracker.Child("priorities", "the numbers of priorities") is { } numbers ? ReadPriorities(numbers) : [],
            State = ReadTable<TicketState>("states"),
            Resolution = ReadTable<TicketResolution>("resolutions"),
            FixedStatus = whenFixed,
            OtherStatus = otherwise,
            VerifyStatus = verify,
            OpenStatus = open,
            DuplicateLink = _tracker.Text("duplicateLink"),
        };
    }

    private TextTemplate? Template(string key, bool required = false) => _tracker.Scalar(key, required) is { } scalar ? _scope.Read(_tracker, scalar) : null;

    private static TrackerLimit ReadLimit(MapReader? limits, string key)
    {
        if (limits?.Child(key, "a limit", required: true) is not { } reader)
            return default;
        int? count = reader.Number("count", 20, int.MaxValue, required: true);
        ManifestScalar? unit = reader.Scalar("unit", required: true);
        reader.Close();
        if (unit is not null && !s_units.Contains(unit.Text, StringComparer.Ordinal))
            reader.Problems.Add(reader.File, unit, $"'{unit.Text}' is no unit. {Spelling.Offer(unit.Text, s_units)}");
        return new TrackerLimit(count ?? 0, unit?.Text ?? "");
    }

    // The kinds of teams are what the setting allows that says it.
    private IReadOnlyList<string> TeamKinds(ConnectorSettings settings) =>
        [.. _manifest.TeamKind.Names.SelectMany(name => settings.All.Where(setting => setting.Name == name)).SelectMany(setting => setting.Allowed)];

    private Dictionary<string, IReadOnlyDictionary<RemediationPriority, int>> ReadPriorityParts()
    {
        var parts = new Dictionary<string, IReadOnlyDictionary<RemediationPriority, int>>(StringComparer.Ordinal);
        MapReader? reader = _tracker.Child("priorityParts", "the parts of a priority");
        foreach (ManifestEntry entry in reader?.TakeAll().ToList() ?? [])
        {
            if (reader!.Child(entry.Key.Text, "the numbers of a part of a priority") is { } part)
                parts.Add(entry.Key.Text, ReadPriorities(part));
        }

        return parts;
    }

    private Dictionary<TicketResolution, TextTemplate> ReadCloseAs()
    {
        var names = new Dictionary<TicketResolution, TextTemplate>();
        MapReader? reader = _tracker.Child("closeAs", "the product's words for why a ticket is closed");
        foreach (TicketResolution resolution in reader is null ? [] : Enum.GetValues<TicketResolution>().Where(resolution => resolution != TicketResolution.None))
        {
            if (reader!.Scalar(Words<TicketResolution>.Of(resolution)) is { } name)
                names.Add(resolution, _scope.Read(reader, name));
        }

        reader?.Close();
        return names;
    }

    private static Dictionary<RemediationPriority, int> ReadPriorities(MapReader reader)
    {
        var numbers = new Dictionary<RemediationPriority, int>();
        foreach (RemediationPriority priority in Enum.GetValues<RemediationPriority>().Where(priority => priority != RemediationPriority.Unknown))
        {
            if (reader.Number(Words<RemediationPriority>.Of(priority), 0, 1_000_000, required: true) is { } number)
                numbers.Add(priority, number);
        }

        reader.Close();
        return numbers;
    }

    private LabelTable<T> ReadTable<T>(string key)
        where T : struct, Enum
    {
        var rows = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        MapReader? table = _tracker.Child(key, $"the table '{key}'");
        foreach (ManifestEntry entry in table?.TakeAll().ToList() ?? [])
        {
            if (table!.Word<T>(entry.Key.Text) is { } value && !rows.TryAdd(entry.Key.Text, value))
                table.Problems.Add(table.File, entry.Key, $"The label '{entry.Key.Text}' stands twice; case does not count.");
        }

        return new LabelTable<T>(rows);
    }
}
