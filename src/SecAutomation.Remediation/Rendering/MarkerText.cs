using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SecAutomation.Remediation.Rendering;

/// <summary>Finds lines of plain text in what a tracker gives back.</summary>
internal static partial class MarkerText
{
    private const int DeepestDocument = 256;

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
