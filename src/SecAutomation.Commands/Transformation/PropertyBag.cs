using System.Collections;
using System.Management.Automation;

namespace SecAutomation.Commands.Transformation;

/// <summary>The values of any object by name: a record, a row of a CSV file, a hashtable, an object of another module.</summary>
internal static class PropertyBag
{
    /// <summary>One value.</summary>
    /// <param name="bag">The object.</param>
    /// <param name="name">The name; case does not matter.</param>
    /// <returns>The value without PowerShell's wrapping; null where there is none.</returns>
    public static object? Value(PSObject bag, string name)
    {
        if (bag.BaseObject is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                if (entry.Key is string key && string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
                    return Unwrap(entry.Value);
            }

            return null;
        }

        return bag.Properties[name] is { } property ? Read(property) : null;
    }

    /// <summary>All values by name.</summary>
    /// <param name="bag">The object.</param>
    /// <returns>The names as the object spells them.</returns>
    public static Dictionary<string, object?> All(PSObject bag)
    {
        var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        if (bag.BaseObject is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
                values[entry.Key.ToString() ?? ""] = Unwrap(entry.Value);
        }
        else
        {
            foreach (PSPropertyInfo property in bag.Properties)
                values[property.Name] = Read(property);
        }

        return values;
    }

    /// <summary>Tells whether an object is a record of ours, alive or come back from a file, a job or Select-Object.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="bag">The object.</param>
    public static bool Is<T>(PSObject bag) =>
        bag.BaseObject is T
        || bag.TypeNames.Any(name => name.EndsWith("." + typeof(T).FullName, StringComparison.OrdinalIgnoreCase));

    /// <summary>Takes PowerShell's wrapping off a value, except where it carries all the value's properties.</summary>
    public static object? Unwrap(object? value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <summary>The value of a property without PowerShell's wrapping; null where computing it fails.</summary>
    public static object? Read(PSPropertyInfo property)
    {
        try
        {
            return Unwrap(property.Value);
        }
        catch (GetValueException)
        {
            // A computed property of somebody else's object that fails has no value for us.
            return null;
        }
    }
}
