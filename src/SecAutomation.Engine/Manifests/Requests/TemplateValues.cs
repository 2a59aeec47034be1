using SecAutomation.Engine.Authentication;

namespace SecAutomation.Engine.Manifests.Requests;

/// <summary>What the placeholders of a template stand for. Immutable.</summary>
public sealed class TemplateValues
{
    private readonly IReadOnlyDictionary<string, object> _values;

    private TemplateValues(IReadOnlyDictionary<string, object> values) => _values = values;

    /// <summary>Nothing.</summary>
    public static TemplateValues Empty { get; } = new(new Dictionary<string, object>(StringComparer.Ordinal));

    /// <summary>These values and one more, which wins over one of the same name.</summary>
    /// <param name="name">The name, for example <c>input.title</c>.</param>
    /// <param name="value">
    /// A text, a number, a truth value, a point in time, bytes, a <see cref="Secret"/>, or a list of texts. Null or an empty list: there is none, and
    /// what would hold it is left out of the request.
    /// </param>
    public TemplateValues With(string name, object? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        var values = new Dictionary<string, object>(_values, StringComparer.Ordinal);
        object? kept = value switch
        {
            byte[] bytes => new ReadOnlyMemory<byte>(bytes),
            string or Secret or bool or DateTimeOffset or ReadOnlyMemory<byte> or int or long or double or decimal => value,
            IEnumerable<string> texts => texts.ToList() is { Count: > 0 } list ? list : null,
            null => null,
            _ => throw new ArgumentException($"A template takes no {value.GetType().Name}.", nameof(value)),
        };
        if (kept is null)
            values.Remove(name);
        else
            values[name] = kept;

        return new TemplateValues(values);
    }

    /// <summary>These values and others, which win.</summary>
    public TemplateValues With(TemplateValues others)
    {
        ArgumentNullException.ThrowIfNull(others);
        if (_values.Count == 0)
            return others;

        var values = new Dictionary<string, object>(_values, StringComparer.Ordinal);
        foreach ((string name, object value) in others._values)
            values[name] = value;

        return new TemplateValues(values);
    }

    /// <summary>A value; null where there is none.</summary>
    internal object? Find(string name) => _values.GetValueOrDefault(name);
}
