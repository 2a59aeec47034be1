using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SecAutomation.Remediation.Rendering;

/// <summary>Finds lines of plain text in what a tracker gives back.</summary>
internal static partial class MarkerText
{
    private const int DeepestDocument = 256;

    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text in the forms in which a marker may stand in it.</summary>
    public static IEnumerable<string> Candidates(string body)
    {
        if (body.AsSpan().TrimStart().StartsWith("{") && TryReadDocument(body, out List<string> code))
        {
            return code;
        }

        return body.Contains('<', StringComparison.Ordinal) || body.Contains('&', StringComparison.Ordinal) ? [body, OfHtml(body)] : [body];
    }

    // Each line of the source is a line, and so is each element that begins one.
    private static string OfHtml(string html)
    {
        string lines = LineTag().Replace(html, "\n");
        return WebUtility.HtmlDecode(Tag().Replace(lines, "")).Replace('\u00A0', ' ');
    }

    private static bool TryReadDocument(string body, out List<string> code)
    {
        code = [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = DeepestDocument });
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("type", out JsonElement type) || type.ValueKind != JsonValueKind.String || type.GetString() != "doc")
            {
                return false;
            }

            AddCode(document.RootElement, code);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // No JSON, or no valid text at all.
            return false;
        }
    }

    /// <summary>Puts a marker in the place of the one in a document, and leaves everything else as it is.</summary>
    /// <param name="body">The text as the tracker has it.</param>
    /// <param name="marker">The marker.</param>
    /// <returns>The document; null where it is none, or where no block of code in it is a marker.</returns>
    public static string? ReplaceInDocument(string body, string marker)
    {
        if (!body.AsSpan().TrimStart().StartsWith("{") || !TryReadDocument(body, out List<string> code) || !code.Exists(text => TicketMarker.Parse(text) is not null))
        {
            return null;
        }

        JsonNode document = JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { MaxDepth = DeepestDocument })!;
        JsonObject block = Blocks(document).First(block => TicketMarker.Parse(TextOf(block)) is not null);
        block["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = marker });
        return document.ToJsonString(s_plain);
    }

    private static IEnumerable<JsonObject> Blocks(JsonNode? node) => node is not JsonObject members ? []
        : members["type"]?.ToString() == "codeBlock" ? [members]
        : members["content"] is JsonArray content ? content.SelectMany(Blocks) : [];

    private static string TextOf(JsonObject block)
    {
        List<string> code = [];
        AddCode(JsonSerializer.SerializeToElement(block), code);
        return code is [{ } text, ..] ? text : "";
    }

    private static void AddCode(JsonElement node, List<string> code)
    {
        if (node.ValueKind != JsonValueKind.Object || !node.TryGetProperty("content", out JsonElement content) || content.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        if (IsOfType(node, "codeBlock"))
        {
            code.Add(content.EnumerateArray().Aggregate(new StringBuilder(), (text, part) => text.Append(
                part.ValueKind == JsonValueKind.Object && part.TryGetProperty("text", out JsonElement words) && words.ValueKind == JsonValueKind.String
                    ? words.GetString()
                    : IsOfType(part, "hardBreak") ? "\n" : "")).ToString());
            return;
        }

        foreach (JsonElement child in content.EnumerateArray())
        {
            AddCode(child, code);
        }
    }

    private static bool IsOfType(JsonElement node, string type) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty("type", out JsonElement name)
        && name.ValueKind == JsonValueKind.String && name.ValueEquals(type);

    [GeneratedRegex(@"<\s*(?:br|/?(?:p|div|pre|li|tr))\b[^<>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LineTag();

    [GeneratedRegex("<[^<>]*>", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
