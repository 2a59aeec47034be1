using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecAutomation.Engine.Actions;

/// <summary>Compares the text of a ticket as it was sent with what the product made of it.</summary>
public static class TicketBody
{
    /// <summary>Whether a text is there as it was sent.</summary>
    /// <param name="written">The text as it was sent.</param>
    /// <param name="read">The text as the product gives it back.</param>
    /// <returns>True where they differ in ends of lines and blanks around them alone, or, of JSON, in what the product added to it.</returns>
    public static bool IsSame(string written, string read)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(read);
        return Plain(written) == Plain(read) || (Tree(written) is { } wanted && Tree(read) is { } there && Holds(there, wanted));
    }

    // Products change ends of lines and trim.
    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();

    private static JsonNode? Tree(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{"))
            return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Holds(JsonNode? there, JsonNode? wanted) => (there, wanted) switch
    {
        (JsonObject members, JsonObject wantedMembers) => wantedMembers.All(pair => IsNothing(pair.Value)
            ? IsNothing(members[pair.Key])
            : members.TryGetPropertyValue(pair.Key, out JsonNode? value) && Holds(value, pair.Value)),
        (JsonArray elements, JsonArray wantedElements) => elements.Count == wantedElements.Count && elements.Zip(wantedElements).All(pair => Holds(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(there, wanted),
    };

    // Some products leave out what is empty.
    private static bool IsNothing(JsonNode? node) => node is null or JsonArray { Count: 0 } or JsonObject { Count: 0 };
}
