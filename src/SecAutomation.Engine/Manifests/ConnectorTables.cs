using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Parsing;

namespace SecAutomation.Engine.Manifests;

/// <summary>The tables of a <c>connector.yaml</c>, with a note of which were used.</summary>
internal sealed class ConnectorTables
{
    private readonly MapReader? _severity;
    private readonly MapReader? _state;
    private bool _severityUsed;
    private bool _stateUsed;

    /// <summary>Reads the tables.</summary>
    /// <param name="connector">The connector's map.</param>
    public ConnectorTables(MapReader connector)
    {
        _severity = connector.Child("severity", "the severity table");
        _state = connector.Child("state", "the state table");
        Severities = Read<Severity>(_severity);
        States = Read<StateWord>(_state);
    }

    /// <summary>Vendor labels.</summary>
    public LabelTable<Severity> Severities { get; }

    /// <summary>Vendor states.</summary>
    public LabelTable<StateWord> States { get; }

    /// <summary>Notes which tables a stream uses, and reports a field whose table is missing.</summary>
    public void CheckUse(IReadOnlyList<FieldDraft> drafts)
    {
        _severityUsed |= drafts.Any(draft => draft.Term.Kind == FieldKind.Severity && draft.Severities is null);
        _stateUsed |= drafts.Any(draft => draft.Term.Kind == FieldKind.State && draft.States is null);
    }

    /// <summary>The table of one field alone, under its key <c>labels</c>; null where it has none.</summary>
    public static LabelTable<T>? ReadLabels<T>(MapReader field)
        where T : struct, Enum =>
        field.Child("labels", "the labels of a field") is { } table ? Read<T>(table) : null;

    /// <summary>Reports tables that no stream uses, and tables that are missing.</summary>
    public void Close(MapReader connector)
    {
        Check(connector, "severity", _severity is not null, _severityUsed);
        Check(connector, "state", _state is not null, _stateUsed);
    }

    private static void Check(MapReader connector, string key, bool given, bool used)
    {
        if (given && !used)
            connector.Problems.Add(connector.File, connector.Place(key), $"The table '{key}' is not used: no stream maps the field '{key}'.");
        else if (used && !given)
            connector.Problems.Add(connector.File, connector.Map, $"A stream maps the field '{key}', but the table '{key}' that translates it is missing.");
    }

    private static LabelTable<T> Read<T>(MapReader? table)
        where T : struct, Enum
    {
        if (table is null)
            return LabelTable<T>.Empty;
        Dictionary<string, T> rows = new(StringComparer.OrdinalIgnoreCase);
        foreach (ManifestEntry entry in table.TakeAll())
        {
            if (table.AsScalar(entry.Value, $"The meaning of '{entry.Key.Text}'") is not { } word)
                continue;
            if (Words<T>.Parse(word.Text) is not { } value)
                table.Problems.Add(table.File, word, $"'{word.Text}' is no meaning. {Spelling.Offer(word.Text, Words<T>.All)}");
            else if (!rows.TryAdd(entry.Key.Text, value))
                table.Problems.Add(table.File, entry.Key, $"The label '{entry.Key.Text}' stands twice; case does not count.");
        }

        if (table.Map.Entries.Count == 0)
            table.Problems.Add(table.File, table.Map, "The table is empty; leave it out instead.");
        return new LabelTable<T>(rows);
    }
}
