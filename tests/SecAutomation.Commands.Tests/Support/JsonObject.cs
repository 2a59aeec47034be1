using System.Collections;
using System.Management.Automation;
using System.Reflection;

namespace SecAutomation.Commands.Tests;

/// <summary>What ConvertTo-Json and ConvertFrom-Json, which the engine alone has not, make of an object.</summary>
internal static class JsonObject
{
    public static PSObject Of(object record)
    {
        var bag = new PSObject();
        foreach (PropertyInfo property in record.GetType().GetProperties())
            bag.Properties.Add(new PSNoteProperty(property.Name, Value(property.GetValue(record))));

        return bag;
    }

    private static object? Value(object? value) => value switch
    {
        null or string or bool or int or long or double => value,
        Enum word => Convert.ToInt64(word, System.Globalization.CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.UtcDateTime,
        IDictionary texts => Bag(texts),
        IEnumerable members => members.Cast<object?>().Select(Value).ToArray(),
        _ => Of(value),
    };

    private static PSObject Bag(IDictionary texts)
    {
        var bag = new PSObject();
        foreach (DictionaryEntry entry in texts)
            bag.Properties.Add(new PSNoteProperty($"{entry.Key}", entry.Value));

        return bag;
    }
}
