namespace SecAutomation.Storage.Intelligence;

/// <summary>Says in the user's words what is wrong with a file of CVE intelligence.</summary>
internal static class IntelligenceFailure
{
    private const string UpdateStep = "Delete the file, and run Update-CveIntelligence with all feeds.";

    public static FailureException IsMissing(string path) => new(
        FailureId.IntelligenceMissing,
        $"There is no CVE intelligence in {path}.",
        "Run Update-CveIntelligence first, or name another file with -StorePath.",
        path);

    public static FailureException IsNone(string path) => new(
        FailureId.IntelligenceCorrupt,
        $"{path} is no file of CVE intelligence.",
        "Name another file with -StorePath. This one was not changed.",
        path);

    public static FailureException IsAltered(string path, string what) => new(
        FailureId.IntelligenceCorrupt,
        $"The CVE intelligence in {path} is damaged or was altered: {what}.",
        UpdateStep,
        path);

    public static FailureException IsTooNew(string path, int version, int known) => new(
        FailureId.StoreTooNew,
        $"The CVE intelligence in {path} has version {version}; this SecAutomation knows versions up to {known}.",
        "Update SecAutomation, or write the file anew with Update-CveIntelligence.",
        path);

    public static FailureException NotReadable(string path, Exception cause) => new(
        FailureId.FileNotReadable,
        $"The CVE intelligence in {path} may not be read ({cause.Message.TrimEnd('.')}).",
        "Check the rights of the file and its folder.",
        path,
        cause);

    public static FailureException NotWritable(string path, Exception cause) => new(
        FailureId.StoreNotWritable,
        $"The CVE intelligence cannot be written to {path} ({cause.Message.TrimEnd('.')}).",
        "Check the rights and the free space of the folder, or name another file with -StorePath. The old file is as it was.",
        path,
        cause);
}
