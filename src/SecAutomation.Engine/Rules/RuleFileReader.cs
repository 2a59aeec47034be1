using SecAutomation.Engine.Manifests.Parsing;

namespace SecAutomation.Engine.Rules;

/// <summary>Reads the YAML files in which people keep rules: keys with texts, or lists of texts.</summary>
public static class RuleFileReader
{
    /// <summary>Reads a file that is one map. Keys of a map inside it are joined with a dot: <c>limits.creates</c>.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its path, for errors.</param>
    /// <returns>The keys.</returns>
    /// <exception cref="FailureException"><see cref="FailureId.RuleFileInvalid"/>.</exception>
    public static RuleEntry ReadMap(string text, string file)
    {
        Dictionary<string, RuleValue> values = new(StringComparer.Ordinal);
        ManifestMap root = Parse(text, file);
        foreach (ManifestEntry entry in root.Entries)
        {
            if (entry.Value is not ManifestMap inner)
            {
                values[entry.Key.Text] = Value(entry, file);
                continue;
            }

            foreach (ManifestEntry part in inner.Entries)
                values[$"{entry.Key.Text}.{part.Key.Text}"] = Value(part, file);
        }

        return new RuleEntry(root.Line, values);
    }

    /// <summary>Reads a file whose only key holds a list of rules.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its path, for errors.</param>
    /// <param name="key">The key.</param>
    /// <returns>The rules, in the order of the file.</returns>
    /// <exception cref="FailureException"><see cref="FailureId.RuleFileInvalid"/>.</exception>
    public static IReadOnlyList<RuleEntry> ReadList(string text, string file, string key)
    {
        ManifestMap root = Parse(text, file);
        if (root.Entries.FirstOrDefault(entry => entry.Key.Text != key) is { } other)
            throw Wrong(file, other.Key.Line, $"the key '{other.Key.Text}' is not known", $"The file has one key, '{key}', with a list.");

        if (root.Entries is not [{ Value: ManifestList list }])
            throw Wrong(file, root.Line, $"'{key}' is missing or is no list", $"Write '{key}:' and each rule behind a '- '.");

        return
        [
            .. list.Values.Select(rule => rule is ManifestMap map
                ? new RuleEntry(map.Line, map.Entries.ToDictionary(entry => entry.Key.Text, entry => Value(entry, file), StringComparer.Ordinal))
                : throw Wrong(file, rule.Line, $"a rule is keys with values, and not {rule.Kind}", "Write each key on a line of its own.")),
        ];
    }

    /// <summary>The failure for a line that is wrong.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="what">What is wrong, without a full stop.</param>
    /// <param name="nextStep">What to do.</param>
    public static FailureException Wrong(string file, int line, string what, string nextStep) =>
        new(FailureId.RuleFileInvalid, $"{file}, line {line}: {what}. Nothing was written.", nextStep, file);

    private static RuleValue Value(ManifestEntry entry, string file) => entry.Value switch
    {
        ManifestScalar { Text: var text } one when !string.IsNullOrWhiteSpace(text) => new RuleValue([text.Trim()], one.Line),
        ManifestList { Values.Count: > 0 } list => new RuleValue([.. list.Values.Select(item => Text(item, entry, file))], entry.Key.Line),
        _ => throw Wrong(file, entry.Key.Line, $"'{entry.Key.Text}' has no value", "Write a text or a list of texts behind it, or leave the key out."),
    };

    private static string Text(ManifestNode item, ManifestEntry entry, string file) =>
        item is ManifestScalar { Text: var text } && !string.IsNullOrWhiteSpace(text)
            ? text.Trim()
            : throw Wrong(file, item.Line, $"the list of '{entry.Key.Text}' holds {item.Kind}", "Write texts alone into it.");

    private static ManifestMap Parse(string text, string file)
    {
        ManifestProblems problems = new();
        ManifestMap? root = ManifestParser.Parse(file, text, problems);
        if (problems.Found is [var first, ..])
            throw Wrong(file, first.Line, first.Message.TrimEnd('.'), "Correct the line.");

        return root ?? throw Wrong(file, 1, "there are no rules in it", "Write the rules, or leave the file away.");
    }
}
