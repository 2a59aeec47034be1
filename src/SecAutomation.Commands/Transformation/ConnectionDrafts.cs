using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Security;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Connections;

namespace SecAutomation.Commands.Transformation;

/// <summary>Puts the hashtables and the credential of Register-SecConnection into a draft.</summary>
internal static class ConnectionDrafts
{
    /// <summary>The draft with a credential.</summary>
    public static ConnectionDraft With(this ConnectionDraft draft, PSCredential? credential) => credential is null
        ? draft
        : draft with { UserName = credential.UserName, Password = new Secret(credential.Password) };

    /// <summary>The draft with settings: a SecureString is a secret, a credential is both of its parts, all else is text.</summary>
    public static ConnectionDraft WithSettings(this ConnectionDraft draft, IDictionary? settings)
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var secrets = new Dictionary<string, Secret>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in settings ?? new Hashtable())
        {
            object? value = PropertyBag.Unwrap(entry.Value);
            if (value is SecureString secret)
                secrets[$"{entry.Key}"] = new Secret(secret);
            else
                texts[$"{entry.Key}"] = Text(value);
        }

        return draft with { Text = texts, Secret = secrets };
    }

    /// <summary>The draft with the places of its secrets.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="sources">The places by setting.</param>
    /// <param name="resolve">Makes a full path of a file's path.</param>
    /// <exception cref="FailureException">ConnectionInvalid: a place is none.</exception>
    public static ConnectionDraft WithSources(this ConnectionDraft draft, IDictionary? sources, Func<string, string> resolve)
    {
        foreach (DictionaryEntry entry in sources ?? new Hashtable())
        {
            string name = $"{entry.Key}";
            ConnectionSecret place = SecretPlace.Parse(name == SecretSourceTransformationAttribute.Remainder ? "the credential" : name, $"{entry.Value}", resolve);
            draft = name == SecretSourceTransformationAttribute.Remainder ? draft with { Remainder = place } : draft with { Source = [.. draft.Source, place] };
        }

        return draft;
    }

    /// <summary>The draft with a client certificate.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="places">Its files, or its place in the certificate store.</param>
    /// <param name="resolve">Makes a full path of a file's path.</param>
    public static ConnectionDraft WithCertificate(this ConnectionDraft draft, IEnumerable<string> places, Func<string, string> resolve) =>
        draft with { ClientCertificate = [.. places.Select(place => ClientCertificateFile.IsStore(place) ? place : resolve(place))] };

    // As a manifest spells truth values.
    private static string Text(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        IEnumerable many and not string => string.Join(",", many.Cast<object?>().Select(one => Text(PropertyBag.Unwrap(one)))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
