using System.Globalization;
using System.Text.Json;

namespace SecAutomation.Storage.Intelligence;

/// <summary>Writes the list of feeds as JSON, and reads it back.</summary>
/// <remarks>By hand: the first call of a process would otherwise spend more time on preparing a serializer than on all the rest.</remarks>
internal static class FeedList
{
    /// <summary>Writes.</summary>
    public static byte[] Write(IEnumerable<IntelligenceFeed> feeds)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartArray();
            foreach (IntelligenceFeed feed in feeds)
            {
                json.WriteStartObject();
                json.WriteString("Kind", NameOf(feed.Kind));
                json.WriteString("Source", feed.Source);
                Write(json, "AsOf", feed.AsOf is { } day ? Text(day) : null);
                json.WriteString("ReadAt", Text(feed.ReadAt));
                json.WriteNumber("Count", feed.Count);
                json.WriteString("Sha256", feed.Sha256);
                Write(json, "Version", feed.Version);
                Write(json, "EntityTag", feed.EntityTag);
                Write(json, "LastModified", feed.LastModified);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return stream.ToArray();
    }

    /// <summary>Reads.</summary>
    /// <exception cref="JsonException">The text is no such list.</exception>
    public static IntelligenceFeed[] Read(ReadOnlySpan<byte> text)
    {
        Utf8JsonReader json = new(text);
        List<IntelligenceFeed> feeds = [];
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            feeds.Add(ReadOne(ref json));
        }

        return json.TokenType == JsonTokenType.EndArray ? [.. feeds] : throw new JsonException("The list of feeds has another shape.");
    }

    private static IntelligenceFeed ReadOne(ref Utf8JsonReader json)
    {
        FeedKind kind = default;
        string source = "", hash = "";
        string? version = null, tag = null, modified = null;
        DateTimeOffset? asOf = null;
        DateTimeOffset readAt = default;
        int count = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
            json.Read();
            switch (name)
            {
                case "Kind":
                    kind = KindOf(json.GetString());
                    break;
                case "Source":
                    source = json.GetString() ?? "";
                    break;
                case "AsOf":
                    asOf = json.GetDateTimeOffset();
                    break;
                case "ReadAt":
                    readAt = json.GetDateTimeOffset();
                    break;
                case "Count":
                    count = json.GetInt32();
                    break;
                case "Sha256":
                    hash = json.GetString() ?? "";
                    break;
                case "Version":
                    version = json.GetString();
                    break;
                case "EntityTag":
                    tag = json.GetString();
                    break;
                case "LastModified":
                    modified = json.GetString();
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return new IntelligenceFeed
        {
            Kind = kind, Source = source, AsOf = asOf, ReadAt = readAt, Count = count, Sha256 = hash, Version = version, EntityTag = tag, LastModified = modified,
        };
    }

    private static string NameOf(FeedKind kind) => kind switch
    {
        FeedKind.Kev => "Kev",
        FeedKind.Epss => "Epss",
        FeedKind.Nvd => "Nvd",
        _ => "CveRecord",
    };

    private static FeedKind KindOf(string? name) => name switch
    {
        "Kev" => FeedKind.Kev,
        "Epss" => FeedKind.Epss,
        "Nvd" => FeedKind.Nvd,
        "CveRecord" => FeedKind.CveRecord,
        _ => throw new JsonException($"'{name}' is no feed."),
    };

    private static string Text(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}
