using System.Security.Cryptography;
using System.Text;
using SecAutomation.Engine.Manifests.Requests;

namespace SecAutomation.Engine.Manifests.Streams;

/// <summary>A form with one file in it, <c>multipart/form-data</c> (RFC 7578).</summary>
/// <param name="Field">The name of the field.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="FileType">The kind of its content.</param>
/// <param name="Content">Its content.</param>
internal sealed record FileForm(string Field, TextTemplate FileName, TextTemplate FileType, TextTemplate Content) : BodyTemplate("multipart/form-data")
{
    private const int BoundaryLength = 34;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Fill(TemplateValues values)
    {
        ReadOnlyMemory<byte> content = Content.FillBytes(values) ?? default;

        // A hash of the content cannot stand in the content.
        string boundary = "--" + Convert.ToHexString(SHA256.HashData(content.Span), 0, 16).ToLowerInvariant();
        string head = $"--{boundary}\r\nContent-Disposition: form-data; name=\"{Quoted(Field)}\"; filename=\"{Quoted(FileName.Fill(values) ?? "file")}\"\r\n"
            + $"Content-Type: {FileType.Fill(values)?.ReplaceLineEndings("") ?? "application/octet-stream"}\r\n\r\n";
        return (byte[])[.. Encoding.UTF8.GetBytes(head), .. content.Span, .. Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n")];
    }

    /// <inheritdoc/>
    public override string TypeOf(ReadOnlyMemory<byte> filled) =>
        $"{ContentType}; boundary=\"{Encoding.ASCII.GetString(filled.Span.Slice(2, BoundaryLength))}\"";

    // As browsers do it.
    private static string Quoted(string text) =>
        text.Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal);
}
