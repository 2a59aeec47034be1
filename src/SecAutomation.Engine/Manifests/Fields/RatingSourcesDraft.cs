using SecAutomation.Engine.Manifests.Parsing;

namespace SecAutomation.Engine.Manifests.Fields;

/// <summary>The <c>bySource</c> of the field <c>cvss</c> as its YAML says it.</summary>
internal sealed record RatingSourcesDraft
{
    /// <summary>The paths of the name of the source that counts first; empty where none does.</summary>
    public required IReadOnlyList<ManifestScalar> Preferred { get; init; }

    /// <summary>The sources that count next.</summary>
    public required IReadOnlyList<string> Then { get; init; }

    /// <summary>The members with the scores and the vectors of CVSS 2, 3 and 4.</summary>
    public required IReadOnlyList<(string Score, string Vector)> Members { get; init; }

    /// <summary>Reads it from the map of the field.</summary>
    public static RatingSourcesDraft Read(MapReader reader)
    {
        IReadOnlyList<ManifestScalar> preferred = reader.Scalars("preferred");
        IReadOnlyList<ManifestScalar> then = reader.Scalars("then");
        MapReader? fields = reader.Child("fields", "the ratings of one source", required: true);
        List<(string, string)> members = [];
        for (int version = 2; version <= 4; version++)
        {
            string score = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"cvss{version}");
            members.Add((fields?.Text($"{score}Score") ?? "", fields?.Text($"{score}Vector") ?? ""));
        }

        fields?.Close();
        return new RatingSourcesDraft { Preferred = preferred, Then = [.. then.Select(name => name.Text)], Members = members };
    }
}
