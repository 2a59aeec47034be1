using System.Text;
using System.Text.Json;
using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Streams.Text;

namespace SecAutomation.Engine.Streams.Cves;

/// <summary>Chooses among the ratings of several sources, of each version by itself: a source that counts may not know the newest version.</summary>
internal static class SourcedRatings
{
    /// <summary>Reads the object that has a member for each source.</summary>
    /// <param name="fields">The record.</param>
    /// <param name="field">Where the object stands.</param>
    /// <param name="sources">Which source counts.</param>
    /// <param name="chosen">Takes the rating of each version.</param>
    public static void Choose(FieldReader fields, StreamField field, RatingSources sources, Span<(double? Score, string? Vector)> chosen)
    {
        ReadOnlySpan<byte> text = fields.Bytes(field);
        if (text.IsEmpty)
            return;
        string?[] order = [fields.Text(sources.Preferred), .. sources.Then];
        Span<int> ranks = stackalloc int[chosen.Length];
        ranks.Fill(int.MaxValue);
        try
        {
            var json = new Utf8JsonReader(text);
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
                throw new JsonException();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                string source = json.GetString()!;
                int rank = Array.FindIndex(order, name => string.Equals(name, source, StringComparison.OrdinalIgnoreCase));
                json.Read();
                if (json.TokenType == JsonTokenType.StartObject)
                    ReadOne(ref json, fields, field, sources, rank < 0 ? order.Length : rank, chosen, ranks);
                else
                    json.Skip();
            }
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            fields.ReportInvalid(field, text, "is no object of ratings by their sources");
        }
    }

    private static void ReadOne(
        ref Utf8JsonReader json, FieldReader fields, StreamField field, RatingSources sources, int rank, scoped Span<(double? Score, string? Vector)> chosen, scoped Span<int> ranks)
    {
        Span<double> scores = stackalloc double[chosen.Length];
        scores.Fill(double.NaN);
        string?[] vectors = new string?[chosen.Length];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            int scored = -1, directed = -1;
            for (int version = 0; version < chosen.Length; version++)
            {
                if (json.ValueTextEquals(sources.Members[version].Score))
                    scored = version;
                else if (json.ValueTextEquals(sources.Members[version].Vector))
                    directed = version;
            }

            json.Read();
            if (scored >= 0 && json.TokenType is JsonTokenType.Number or JsonTokenType.String)
                scores[scored] = Score(ref json, fields, field);
            else if (directed >= 0 && json.TokenType == JsonTokenType.String)
                vectors[directed] = json.GetString();
            else
                json.Skip();
        }

        for (int version = 0; version < chosen.Length; version++)
        {
            double score = scores[version];
            if (double.IsNaN(score) || rank > ranks[version] || (rank == ranks[version] && !(score > chosen[version].Score)))
                continue;
            ranks[version] = rank;
            chosen[version] = (score, string.IsNullOrEmpty(vectors[version]) ? null : vectors[version]);
        }
    }

    private static double Score(ref Utf8JsonReader json, FieldReader fields, StreamField field)
    {
        byte[] written = json.TokenType == JsonTokenType.String ? Encoding.UTF8.GetBytes(json.GetString()!) : json.ValueSpan.ToArray();
        if (CvssText.TryScore(written, out double? score))
            return score ?? double.NaN;
        fields.ReportInvalid(field, written, "is no CVSS base score from 0.0 to 10.0");
        return double.NaN;
    }
}
