namespace SecAutomation.Engine.Manifests;

/// <summary>Reads <c>tracker</c> in a <c>connector.yaml</c>, and the files of <c>Actions</c>.</summary>
internal sealed class TrackerManifestReader
{
    private static readonly string[] s_units = ["grapheme", "codePoint", "utf16", "utf8Byte"];

    private readonly MapReader _tracker;
    private readonly TemplateScope _scope;
    private readonly TicketMapReader _ticket;
    private readonly Dictionary<ActionName, ActionManifest> _actions = [];
    private readonly TrackerManifest _manifest;

    private TrackerManifestReader(MapReader tracker, ConnectorSettings settings)
    {
        _tracker = tracker;
        _scope = new TemplateScope(settings, []);
        _ticket = TicketMapReader.Read(tracker);
        _manifest = ReadTracker();
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
        if (Words<ActionName>.Parse(name) is not { } word)
            action.Problems.Add(action.File, 1, 1, $"'{name}' is nothing that a tracker does. {Spelling.Offer(name, Words<ActionName>.All)}");
        else if (ActionManifestReader.Read(action, word, _scope, _ticket, _manifest.MarkerField is not null) is { } read)
            _actions.Add(word, read);
    }

    /// <summary>The tracker once all its actions were read; reports those that are missing.</summary>
    public TrackerManifest Close()
    {
        foreach (ActionName missing in ActionTerms.Required.Where(name => !_actions.ContainsKey(name)))
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
            Page = _tracker.Scalar("page") is { } page ? _scope.With("connection.url", "ticket.id").Read(_tracker, page) : null,
            KeyField = Template("keyField", required: true) ?? new TextTemplate([]),
            MarkerField = Template("markerField"),
            DefaultTeam = Template("team"),
            TeamKind = _tracker.Text("teamKind", required: true),
            TitleLimit = title,
            BodyLimit = body,
            CommentLimit = comment,
            SettleTime = TimeSpan.FromSeconds(_tracker.Number("settleSeconds", 0, 3600, required: true) ?? 0),
            HasConsistentFind = _tracker.Flag("consistentFind") ?? true,
            Concurrency = _tracker.Number("concurrency", 1, 64) ?? 8,
            VersionHeader = _tracker.Scalar("versionHeader")?.Text,
            SystemAccount = [.. _tracker.Scalars("systemAccounts").Select(account => account.Text)],
            PriorityNumber = ReadPriorities(),
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

    private Dictionary<RemediationPriority, int> ReadPriorities()
    {
        var numbers = new Dictionary<RemediationPriority, int>();
        if (_tracker.Child("priorities", "the numbers of priorities") is not { } reader)
            return numbers;
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
