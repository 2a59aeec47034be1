using System.Security.Cryptography;
using System.Text.Json;

namespace SecAutomation.Commands.Delivery.Plans;

/// <summary>A plan as a file: readable JSON whose hash is over what it says and not over how it is laid out.</summary>
internal static class PlanFile
{
    private const string Format = "SecAutomation remediation plan";
    private const int Version = 1;

    /// <summary>Writes a plan. Its owner alone can read the file.</summary>
    /// <param name="path">The file; one that is there gives way.</param>
    /// <param name="content">The plan.</param>
    /// <returns>The hash of the content.</returns>
    public static string Write(string path, PlanContent content)
    {
        string hash = HashOf(content);
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(new PlanDocument(Format, Version, hash, content), PlanJson.Readable.PlanDocument);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

            using FileStream file = new(path, options);
            file.Write(text);
            return hash;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FailureException(FailureId.StoreNotWritable, $"The plan {path} cannot be written: {exception.Message}", "Name another file with -Path.", path, exception);
        }
    }

    /// <summary>Reads a plan.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The plan, and the hash of its content.</returns>
    /// <exception cref="FailureException"><see cref="FailureId.PlanAltered"/>: the content is not what the hash was made of, or it is no plan.</exception>
    public static (PlanContent Content, string Hash) Read(string path)
    {
        PlanDocument? document;
        try
        {
            document = JsonSerializer.Deserialize(File.ReadAllBytes(path), PlanJson.Readable.PlanDocument);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FailureException(FailureId.FileNotFound, $"There is no plan {path}.", "New-RemediationPlan makes one.", path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FailureException(FailureId.FileNotReadable, $"The plan {path} cannot be read: {exception.Message}", "Check its rights.", path, exception);
        }
        catch (JsonException exception)
        {
            throw Altered(path, $"it is no JSON of a plan (line {exception.LineNumber + 1})", exception);
        }

        if (document is not { Format: Format, Content: not null })
            throw Altered(path, "it is no plan of SecAutomation", null);

        if (document.Version > Version)
            throw new FailureException(FailureId.StoreTooNew, $"The plan {path} has version {document.Version}; this SecAutomation knows versions up to {Version}.", "Update SecAutomation.", path);

        string hash = HashOf(document.Content);
        return hash == document.Sha256
            ? (document.Content, hash)
            : throw Altered(path, $"its content has the hash {hash} and not {document.Sha256}, so somebody changed it after it was made", null);
    }

    private static string HashOf(PlanContent content) =>
        Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, PlanJson.Default.PlanContent))).ToLowerInvariant();

    private static FailureException Altered(string path, string what, Exception? cause) => new(
        FailureId.PlanAltered, $"The plan {path} is not carried out: {what}.", "Make a new one with New-RemediationPlan and look at it again.", path, cause);
}
