using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Streams;

namespace SecAutomation.Engine.Streams;

/// <summary>Says of a content that no stream recognises what it looks like, what it comes nearest to, and what to do.</summary>
/// <param name="streams">The streams that were asked.</param>
/// <param name="others">The streams that give something else.</param>
/// <param name="wanted">What was to be read.</param>
internal sealed class UnrecognisedContent(IReadOnlyList<StreamManifest> streams, IReadOnlyList<StreamManifest> others, StreamOutput wanted)
{
    private const int MostKeys = 6;

    /// <summary>The failure.</summary>
    public FailureException Failure(string source, ContentPeek peek)
    {
        if (string.Equals(peek.Xml?.Root, "html", StringComparison.OrdinalIgnoreCase))
        {
            return Failure(
                source,
                $"{source} is a page of HTML and no report: often it is the page to sign in, or one that tells an error.",
                "Open it in a browser to see what it says, and export or fetch the file again.");
        }

        if (Best(others, stream => StreamRecognition.Score(stream, peek)) is { } other)
        {
            return Failure(
                source,
                $"{source} is {other.Title}, which gives {Words<StreamOutput>.Of(other.Gives)} and not {Words<StreamOutput>.Of(wanted)}.",
                Reader(other.Gives) is { } reader ? $"{reader} reads it." : null);
        }

        string lead = $"{source} is {Looks(peek)}, and in no known format that gives {Words<StreamOutput>.Of(wanted)}.";
        return Failure(
            source,
            Best(streams, stream => Parts(stream.Signature, peek)) is { } nearest ? $"{lead} It comes nearest to {nearest.Title}, and lacks {string.Join(" and ", Lacks(nearest.Signature, peek))}." : lead,
            "about_SecAutomation_Files says what is read, and how products export it.");
    }

    private static FailureException Failure(string source, string message, string? next) => new(FailureId.FormatNotRecognised, message, next, source);

    private static string? Reader(StreamOutput output) => output switch
    {
        StreamOutput.Findings => "Get-CriticalCveHost",
        StreamOutput.Assets => "Find-Asset",
        StreamOutput.Cves => "Update-CveIntelligence",
        StreamOutput.Statements => "Get-CriticalCveHost -VexPath",
        _ => null,
    };

    private static string Looks(ContentPeek peek)
    {
        string? root = peek.Xml?.Root;
        string[] keys = [.. (peek.Json?.Paths ?? Enumerable.Empty<string>()).Where(path => path.IndexOfAny(['.', '[']) < 0).Take(MostKeys).Select(FieldReader.Quote)];
        return peek.Kind switch
        {
            ContentKind.Json or ContentKind.NdJson => keys.Length == 0 ? "JSON" : $"JSON with {string.Join(", ", keys)}",
            ContentKind.Xml => string.IsNullOrEmpty(root) ? "XML whose beginning shows no element" : $"XML with the root element {FieldReader.Quote(root)}",
            ContentKind.Csv => "lines of cells",
            _ => "neither JSON nor XML nor CSV",
        };
    }

    private static int Parts(StreamSignature signature, ContentPeek peek) => peek switch
    {
        { Xml.Root: { Length: > 0 } root } => signature.Root == root ? 1 : 0,
        { Xml: null, Json: { } json } => signature.Keys.Count(options => options.Any(json.Paths.Contains)),
        _ => 0,
    };

    private static IEnumerable<string> Lacks(StreamSignature signature, ContentPeek peek) =>
        (peek.Xml is null ? signature.Keys : signature.Elements)
        .Where(options => !options.Any(option => peek.Xml?.Paths.Contains(option) ?? peek.Json!.Paths.Contains(option)))
        .Select(options => string.Join(" or ", options.Take(3)));

    /// <summary>The first of the highest score; null where none has any.</summary>
    private static StreamManifest? Best(IReadOnlyList<StreamManifest> streams, Func<StreamManifest, int> score) =>
        streams.Select(stream => (Stream: stream, Score: score(stream))).Where(scored => scored.Score > 0).OrderByDescending(scored => scored.Score).FirstOrDefault().Stream;
}
