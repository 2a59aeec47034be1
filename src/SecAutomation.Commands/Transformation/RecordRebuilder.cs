using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace SecAutomation.Commands.Transformation;

/// <summary>Makes a record of ours from its properties: after Import-Clixml, a job, Select-Object, or from a row.</summary>
internal static class RecordRebuilder
{
    /// <summary>What the name of a list's flat twin ends with.</summary>
    public const string FlatTwin = "Text";

    // What Export-Csv writes for a list that has no flat twin.
    private const string ListAsText = "System.";

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> s_settable = new();

    /// <summary>The record of an object.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="bag">The record itself, or any object with properties of the same names.</param>
    /// <returns>The record; properties that the object does not have, or not in an understandable form, keep their default.</returns>
    public static T Rebuild<T>(PSObject bag)
        where T : class, new() => bag.BaseObject as T ?? (T)Rebuild(bag, typeof(T));

    /// <summary>The record of an object whose properties may have been found already.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="bag">The object.</param>
    /// <param name="row">The same as a row; null where it is none.</param>
    public static T Rebuild<T>(PSObject bag, PropertyRow? row)
        where T : class, new() => row is null ? Rebuild<T>(bag) : (T)Rebuild(row, typeof(T));

    private static object Rebuild(PropertyRow row, Type type)
    {
        object record = Activator.CreateInstance(type)!;
        foreach (RowField field in row.Shape.FieldsOf(type, s_settable.GetOrAdd(type, FindSettable)))
        {
            object? value = row.At(field.Place) is { } raw ? Convert(raw, field.Property.PropertyType) : null;
            if (value is null && field.TwinPlace >= 0)
                value = FromFlatTwin(row.At(field.TwinPlace), field.Property.PropertyType);

            if (value is not null)
                field.Property.SetValue(record, value);
        }

        return record;
    }

    private static object Rebuild(PSObject bag, Type type)
    {
        if (PropertyRow.Of(bag) is { } row)
            return Rebuild(row, type);

        object record = Activator.CreateInstance(type)!;
        foreach (PropertyInfo property in s_settable.GetOrAdd(type, FindSettable))
        {
            object? raw = PropertyBag.Value(bag, property.Name);
            object? value = raw is null ? null : Convert(raw, property.PropertyType);
            if (value is null && property.PropertyType.IsArray)
                value = FromFlatTwin(PropertyBag.Value(bag, property.Name + FlatTwin), property.PropertyType);

            if (value is not null)
                property.SetValue(record, value);
        }

        return record;
    }

    private static PropertyInfo[] FindSettable(Type type) =>
        [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.CanWrite)];

    private static object? Convert(object raw, Type type)
    {
        Type target = Nullable.GetUnderlyingType(type) ?? type;
        if (target.IsInstanceOfType(raw))
            return raw is string { Length: 0 } ? null : raw;

        if (target == typeof(string))
            return Invariant(raw) is { Length: > 0 } text ? text : null;

        if (target == typeof(DateTimeOffset))
            return Instants.Read(raw);

        if (target == typeof(DateOnly))
            return Instants.ReadDay(raw);

        if (target == typeof(bool))
            return bool.TryParse(Invariant(raw), out bool flag) ? flag : null;

        if (target.IsArray)
            return ToArray(raw, target.GetElementType()!);

        if (target == typeof(IReadOnlyDictionary<string, string>))
            return ToTexts(raw);

        if (target.IsEnum || target.IsPrimitive)
            return ToScalar(raw, target);

        return raw is PSObject nested ? Rebuild(nested, target) : null;
    }

    private static object? ToScalar(object raw, Type type) =>
        raw is not string { Length: 0 }
            && LanguagePrimitives.TryConvertTo(raw, type, CultureInfo.InvariantCulture, out object? value)
            ? value
            : null;

    private static Array? ToArray(object raw, Type element)
    {
        if (raw is string text && text.StartsWith(ListAsText, StringComparison.Ordinal))
            return null;

        if (raw is string { Length: > 0 } only && element == typeof(string))
            return new[] { only };

        IEnumerable members = raw is not string && raw is IEnumerable many ? many : new[] { raw };
        object[] converted =
        [
            .. members.Cast<object?>()
                .Select(member => PropertyBag.Unwrap(member) is { } value ? Convert(value, element) : null)
                .OfType<object>(),
        ];
        var array = Array.CreateInstance(element, converted.Length);
        converted.CopyTo(array, 0);
        return array;
    }

    private static Array? FromFlatTwin(object? raw, Type array)
    {
        if (raw is not string { Length: > 0 } text || text == "unknown")
            return null;

        if (text == "none")
            return Array.CreateInstance(array.GetElementType()!, 0);

        if (array == typeof(InstalledSoftware[]))
            return Split(text, "; ").Select(name => new InstalledSoftware { Name = name }).ToArray();

        return array == typeof(string[]) ? Split(text, ",") : null;
    }

    private static string[] Split(string text, string separator) =>
        text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Dictionary<string, string>? ToTexts(object raw)
    {
        if (raw is not (IDictionary or PSObject))
            return null;

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, object? value) in PropertyBag.All(PSObject.AsPSObject(raw)))
            texts[name] = value is null ? "" : Invariant(value);

        return texts;
    }

    private static string Invariant(object value) => System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
