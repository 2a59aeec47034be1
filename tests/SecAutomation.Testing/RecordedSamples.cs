namespace SecAutomation.Testing;

/// <summary>Responses and reports recorded from real products. They are not part of this repository.</summary>
/// <remarks>
/// Looked for in the folder that the environment variable <c>SECAUTOMATION_FIXTURES</c> names, else in
/// <c>shared/fixtures</c> beside the repository or beside one of the folders above it.
/// <c>SECAUTOMATION_REQUIRE_FIXTURES=1</c> turns their absence from a skipped test into a failed one.
/// </remarks>
public static class RecordedSamples
{
    private const string FolderVariable = "SECAUTOMATION_FIXTURES";
    private const string RequireVariable = "SECAUTOMATION_REQUIRE_FIXTURES";

    /// <summary>The folder; null where it is absent.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Whether their absence fails a test.</summary>
    public static bool AreRequired { get; } = Environment.GetEnvironmentVariable(RequireVariable) == "1";

    /// <summary>Why a test that needs them cannot run.</summary>
    public static string AbsenceReason =>
        $"The recorded samples are absent: set {FolderVariable} to their folder, or lay it as shared/fixtures beside the repository.";

    /// <summary>The path of one sample; skips the test where the samples are absent, or fails it where they are required.</summary>
    /// <param name="skip">How the test framework skips, for example <c>Assert.Skip</c>.</param>
    /// <param name="parts">The path below the folder.</param>
    /// <returns>The path of a file or folder that is there.</returns>
    public static string Require(Action<string> skip, params string[] parts)
    {
        ArgumentNullException.ThrowIfNull(skip);
        if (Folder is null)
        {
            if (AreRequired)
            {
                throw new InvalidOperationException(AbsenceReason);
            }

            skip(AbsenceReason);
            return "";
        }

        string path = Path.Combine([Folder, .. parts]);
        return File.Exists(path) || Directory.Exists(path)
            ? path
            : throw new FileNotFoundException($"The recorded samples in {Folder} have no {Path.Combine(parts)}.", path);
    }

    private static string? Find()
    {
        string? named = Environment.GetEnvironmentVariable(FolderVariable);
        if (!string.IsNullOrEmpty(named))
        {
            return Directory.Exists(named)
                ? Path.GetFullPath(named)
                : throw new DirectoryNotFoundException($"{FolderVariable} names {named}, which is no folder.");
        }

        for (DirectoryInfo? folder = new(RepositoryRoot.Path); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "fixtures");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
