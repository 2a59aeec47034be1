using System.Text;
using SecAutomation.Engine.Formats;

namespace SecAutomation.Engine.Http;

/// <summary>Tells whether an answer is what was asked for, before a reader wonders at it.</summary>
internal static class AnswerContent
{
    private static readonly string[] s_unspecific = ["", "text/plain", "application/octet-stream", "binary/octet-stream", "application/gzip", "application/x-gzip", "application/zip", "application/x-zip-compressed"];

    /// <summary>Judges by the headers.</summary>
    public static void CheckHeaders(HttpCall call, HttpAnswer answer)
    {
        string type = answer.MediaType;
        if (type is "text/html" or "application/xhtml+xml")
            throw WebPage(call, answer);

        string encoding = answer.Header.TryGetValue("Content-Encoding", out string? said) ? said.Trim().ToLowerInvariant() : "";
        if (encoding is not ("" or "identity" or "gzip" or "x-gzip"))
            throw Failure(call, answer, $"is compressed as {Shown(encoding)}, which was not asked for", "Check what stands between this machine and the server.");

        bool fits = call.Expected switch
        {
            ContentKind.Json or ContentKind.NdJson => type.Contains("json", StringComparison.Ordinal) || type == "text/javascript",
            ContentKind.Xml => type is "text/xml" or "application/xml" || type.EndsWith("+xml", StringComparison.Ordinal),
            ContentKind.Csv => type.Contains("csv", StringComparison.Ordinal) || type.Contains("excel", StringComparison.Ordinal),
            _ => true,
        };
        if (!fits && !s_unspecific.Contains(type, StringComparer.Ordinal))
            throw Failure(call, answer, $"is {Shown(type)}, and {call.Expected} was asked for", "Check the connection's address and the product's version.");
    }

    /// <summary>Judges by the first bytes: a login page may come as anything.</summary>
    public static void CheckBeginning(HttpCall call, HttpAnswer answer, ReadOnlySpan<byte> beginning)
    {
        string start = Encoding.UTF8.GetString(beginning[..Math.Min(beginning.Length, 512)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
            throw WebPage(call, answer);

        bool fits = call.Expected switch
        {
            ContentKind.Json or ContentKind.NdJson => !start.StartsWith('<'),
            ContentKind.Xml => start.StartsWith('<'),
            _ => true,
        };
        if (!fits)
            throw Failure(call, answer, $"does not begin like {call.Expected}", "Check the connection's address and the product's version.");
    }

    private static FailureException WebPage(HttpCall call, HttpAnswer answer) => Failure(
        call, answer, "is a web page, such as a login page", "Check that the connection's address is that of the API, and that the credential is still valid.");

    private static FailureException Failure(HttpCall call, HttpAnswer answer, string what, string nextStep) => new(
        FailureId.AnswerNotUnderstood, $"{call.Source}: the answer {answer.Status} of {answer.Url.GetLeftPart(UriPartial.Path)} {what}.", nextStep, call.Source);

    private static string Shown(string text) => new([.. text.Where(c => !char.IsControl(c)).Take(60)]);
}
