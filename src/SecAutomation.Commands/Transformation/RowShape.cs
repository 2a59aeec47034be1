using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;

namespace SecAutomation.Commands.Transformation;

/// <summary>The names of a row's properties, and what of them fills which record of ours. Rows come in thousands of one shape.</summary>
internal sealed class RowShape
{
    private const int MostRemembered = 8;

    private static RowShape[] s_remembered = [];

    private readonly string[] _name;
    private readonly Dictionary<string, int> _place = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<Type, RowField[]> _fields = new();
    private Dictionary<string, int>? _plain;

    private RowShape(string[] name)
    {
        _name = name;
        for (int i = 0; i < name.Length; i++)
            _place[name[i]] = i;
    }

    /// <summary>The shape of a row.</summary>
    public static RowShape Of(PSPropertyInfo[] property)
    {
        RowShape[] remembered = Volatile.Read(ref s_remembered);
        foreach (RowShape shape in remembered)
        {
            if (shape.Fits(property))
                return shape;
        }

        RowShape found = new(Array.ConvertAll(property, one => one.Name));
        Volatile.Write(ref s_remembered, [found, .. remembered.Take(MostRemembered - 1)]);
        return found;
    }

    /// <summary>The place of a property; -1 where there is none.</summary>
    public int Find(string name) => _place.GetValueOrDefault(name, -1);

    /// <summary>The place of a property by its name without blanks, hyphens and underscores; the first of several.</summary>
    public int FindPlain(string name)
    {
        if (_plain is null)
        {
            var plain = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
            for (int i = 0; i < _name.Length; i++)
                plain.TryAdd(HostInput.Plain(_name[i]), i);
            _plain = plain;
        }

        return _plain.GetValueOrDefault(name, -1);
    }

    /// <summary>What fills a record of ours.</summary>
    /// <param name="type">The record.</param>
    /// <param name="settable">Its properties.</param>
    public RowField[] FieldsOf(Type type, PropertyInfo[] settable) => _fields.GetOrAdd(type, (_, all) =>
    [
        .. all.Select(property => new RowField(
                property, Find(property.Name), property.PropertyType.IsArray ? Find(property.Name + RecordRebuilder.FlatTwin) : -1))
            .Where(field => field.Place >= 0 || field.TwinPlace >= 0),
    ], settable);

    private bool Fits(PSPropertyInfo[] property)
    {
        if (property.Length != _name.Length)
            return false;

        for (int i = 0; i < property.Length; i++)
        {
            if (property[i].Name != _name[i])
                return false;
        }

        return true;
    }
}
