namespace SecAutomation.Engine.Manifests.Actions;

/// <summary>What a short answer says.</summary>
public sealed class AnswerValues
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _values;

    internal AnswerValues(IReadOnlyDictionary<string, IReadOnlyList<string>> values) => _values = values;

    /// <summary>The first value of a name, with no blanks around it; null where there is none.</summary>
    public string? Text(string name) => Texts(name) is [{ } first, ..] && first.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>All values of a name; empty where there are none.</summary>
    public IReadOnlyList<string> Texts(string name) => _values.GetValueOrDefault(name) ?? [];
}
