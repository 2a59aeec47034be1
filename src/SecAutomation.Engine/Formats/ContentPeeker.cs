using System.Text;
using System.Text.Json;
using System.Xml;

namespace SecAutomation.Engine.Formats;

/// <summary>Makes out what the beginning of content is. What it cannot read of a cut beginning it leaves out.</summary>
internal static class ContentPeeker
{
    private const int Depth = 4;
    private const int MostPaths = 4096;

    public static ContentPeek Peek(ReadOnlySpan<byte> beginning, bool isWhole, string source)
    {
        byte[] utf8 = CsvDialect.Beginning(beginning, source);
        ReadOnlySpan<byte> text = utf8.AsSpan().TrimStart(" \t\r\n"u8);
        if (text.IsEmpty)
            return new ContentPeek { Kind = ContentKind.Unknown };

        if (text[0] == '<')
            return new ContentPeek { Kind = ContentKind.Xml, Xml = PeekXml(beginning, source) };

        if (text[0] is (byte)'{' or (byte)'[' && PeekJson(text) is { } json)
            return new ContentPeek { Kind = text[0] == '{' && HasSecondValue(text) ? ContentKind.NdJson : ContentKind.Json, Json = json };

        // Binary formats hold a zero early on; scanners' text holds any other control character now and then.
        int zero = text.IndexOf((byte)0);
        if (zero is >= 0 and < 512)
            return new ContentPeek { Kind = ContentKind.Unknown };

        // The header decides: the cells below it may hold lists with separators of their own.
        char separator = CsvDialect.Separator(utf8, 1);
        return new ContentPeek
        {
            Kind = ContentKind.Csv,
            Csv = new CsvPeek { Separator = separator, Rows = [.. CsvDialect.Rows(utf8, separator, isWhole).Skip(CsvDialect.HasSeparatorLine(utf8) ? 1 : 0)] },
        };
    }

    private static XmlPeek PeekXml(ReadOnlySpan<byte> beginning, string source)
    {
        string root = "";
        bool hasDocumentType = false;
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var open = new List<string>();
        using OpenedContent content = OpenedContent.FromStream(new MemoryStream(beginning.ToArray()), source, ReadLimits.Default);
        using var text = new XmlContentText(content, ReadLimits.Default);
        hasDocumentType = DeclaresDocumentType(beginning);
        try
        {
            using var xml = XmlReader.Create(text, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Ignore,
                XmlResolver = null,
                CheckCharacters = false,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
            });
            while (paths.Count < MostPaths && xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element || xml.Depth > Depth)
                    continue;

                open.RemoveRange(Math.Min(open.Count, Math.Max(0, xml.Depth - 1)), Math.Max(0, open.Count - Math.Max(0, xml.Depth - 1)));
                bool isRoot = xml.Depth == 0;
                if (isRoot)
                    root = xml.LocalName;
                else
                    open.Add(xml.LocalName);

                string path = string.Join('/', open);
                if (!isRoot)
                    paths.Add(path);

                while (xml.MoveToNextAttribute())
                {
                    if (isRoot)
                        attributes[xml.LocalName] = xml.Value;
                    else
                        paths.Add($"{path}/@{xml.LocalName}");
                }
            }
        }
        catch (XmlException)
        {
            // The beginning ends somewhere.
        }
        catch (FailureException)
        {
            // The reader that follows says what is wrong with the text.
        }

        return new XmlPeek { Root = root, Attributes = attributes, Paths = paths, HasDocumentType = hasDocumentType };
    }

    private static bool DeclaresDocumentType(ReadOnlySpan<byte> beginning)
    {
        int declaration = beginning.IndexOf("<!DOCTYPE"u8);
        if (declaration < 0)
            return false;

        int comment = beginning.IndexOf("<!--"u8);
        return comment < 0 || comment > declaration || beginning[comment..declaration].IndexOf("-->"u8) >= 0;
    }

    private static JsonPeek? PeekJson(ReadOnlySpan<byte> text)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(string Path, bool IsArray, int Names)>();
        var reader = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 1024 }));
        (string Path, int Names) member = ("", 0);
        try
        {
            while (paths.Count < MostPaths && reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        member = (Join(open.Peek().Path, reader), open.Peek().Names + 1);
                        if (member.Names <= Depth)
                            paths.Add(member.Path);
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        (string path, int names) = open.TryPeek(out var around) && around.IsArray ? ($"{around.Path}[]", around.Names) : member;
                        open.Push((path, reader.TokenType == JsonTokenType.StartArray, names));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        open.Pop();
                        break;
                    case var _ when open.TryPeek(out var list) && list.IsArray && list.Names <= Depth:
                        // A list of plain values is not an empty one.
                        paths.Add($"{list.Path}[]");
                        break;
                }

                if (open.Count == 0)
                    break;
            }
        }
        catch (JsonException) when (paths.Count > 0)
        {
            // The reader that follows says where.
        }
        catch (JsonException)
        {
            return null;
        }

        return new JsonPeek { IsArray = text[0] == '[', Paths = paths };
    }

    private static string Join(string prefix, in Utf8JsonReader reader)
    {
        string name = Encoding.UTF8.GetString(reader.ValueSpan);
        bool isPlain = name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');
        name = isPlain ? name : $"\"{name}\"";
        return prefix.Length == 0 ? name : $"{prefix}.{name}";
    }

    /// <summary>Whether another value follows the first on a line of its own.</summary>
    private static bool HasSecondValue(ReadOnlySpan<byte> text)
    {
        int feed = text.IndexOf((byte)'\n');
        if (feed < 0 || text[(feed + 1)..].TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
            return false;

        try
        {
            var line = new Utf8JsonReader(text[..feed], isFinalBlock: true, new JsonReaderState(new JsonReaderOptions { MaxDepth = 1024 }));
            while (line.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
