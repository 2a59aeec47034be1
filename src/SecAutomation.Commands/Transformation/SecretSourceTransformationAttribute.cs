using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace SecAutomation.Commands.Transformation;

/// <summary>Takes one place for the whole credential as text, or a place for each setting as a hashtable.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretSourceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>The key of what holds for whatever is not named.</summary>
    internal const string Remainder = "*";

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => PropertyBag.Unwrap(inputData) switch
    {
        string text => new Hashtable(StringComparer.OrdinalIgnoreCase) { [Remainder] = text },
        IDictionary table => Texts(table),
        _ => throw new ArgumentTransformationMetadataException("-SecretSource takes a place such as 'vault:scanner', or a hashtable of settings and places."),
    };

    private static Hashtable Texts(IDictionary table)
    {
        var texts = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in table)
            texts[$"{entry.Key}"] = Convert.ToString(PropertyBag.Unwrap(entry.Value), CultureInfo.InvariantCulture) ?? "";

        return texts;
    }
}
