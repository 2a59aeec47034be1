using System.Text;
using System.Text.Json;

namespace SecAutomation.Engine.Streams;

/// <summary>JSON inside a value of another format.</summary>
internal static class EmbeddedJson
{
    /// <summary>The texts under a key, at any depth; a value that is no list and no object is a text itself; null where it is damaged.</summary>
    public static List<string>? Texts(ReadOnlySpan<byte> json, string key)
    {
        json = json.Trim(" \t\r\n"u8);
        if (json.IsEmpty || json[0] is not ((byte)'[' or (byte)'{'))
            return [Encoding.UTF8.GetString(json)];
        List<string> texts = [];
        Utf8JsonReader reader = new(json);
        bool isUnderKey = false;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                    isUnderKey = reader.ValueTextEquals(key);
                else if (reader.TokenType == JsonTokenType.String && isUnderKey)
                    texts.Add(reader.GetString()!);
                else if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.StartObject)
                    isUnderKey = false;
            }
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            return null;
        }

        return texts;
    }
}
