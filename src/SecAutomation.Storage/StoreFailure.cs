using Microsoft.Data.Sqlite;

namespace SecAutomation.Storage;

/// <summary>Says in the user's words what SQLite reports.</summary>
internal static class StoreFailure
{
    private const int NoSuchPermission = 3, Readable = 8, CannotOpen = 14, NotADatabase = 26, Corrupt = 11,
        Busy = 5, Locked = 6, Full = 13, InputOutput = 10, TooBig = 18;

    private const int WriteExtended = InputOutput | (3 << 8), TruncateExtended = InputOutput | (6 << 8),
        ReadonlyRollback = Readable | (3 << 8), ReadonlyRecovery = Readable | (1 << 8);

    public static bool IsBusy(SqliteException exception) => exception.SqliteErrorCode is Busy or Locked;

    /// <summary>Whether an interrupted write must be rolled back first, which reading alone cannot do.</summary>
    public static bool NeedsRecovery(SqliteException exception) =>
        exception.SqliteExtendedErrorCode is ReadonlyRollback or ReadonlyRecovery
        || exception.SqliteErrorCode == CannotOpen;

    public static FailureException Translate(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        Busy or Locked => WasBusy(path, null, exception),
        Corrupt or NotADatabase => IsCorrupt(path, exception.Message, exception),
        Full => IsFull(path, exception),
        InputOutput when exception.SqliteExtendedErrorCode is WriteExtended or TruncateExtended => IsFull(path, exception),
        TooBig => new FailureException(
            FailureId.StoreFull,
            $"The ticket store {path} cannot take a ticket this large (more than 1 GB).",
            "Select fewer hosts or another -GroupBy.",
            path,
            exception),
        Readable or NoSuchPermission or CannotOpen => NotWritable(path, exception.Message, exception),
        _ => IsCorrupt(path, exception.Message, exception),
    };

    public static FailureException WasBusy(string path, TimeSpan? waited, Exception? cause) => new(
        FailureId.StoreBusy,
        waited is { } time
            ? $"Another run holds the ticket store {path}; waited {time.TotalSeconds:0.#} s."
            : $"Another run holds the ticket store {path}.",
        "Run again when it has ended. Nothing was written.",
        path,
        cause);

    public static FailureException IsCorrupt(string path, string what, Exception? cause = null) => new(
        FailureId.StoreCorrupt,
        $"The ticket store {path} is damaged ({what.TrimEnd('.')}).",
        "Restore the file from a backup, or move it away to begin a new one; tickets in it are then not known any more.",
        path,
        cause);

    public static FailureException IsNoStore(string path, string what) => new(
        FailureId.StoreCorrupt,
        $"{path} is no ticket store: {what}.",
        "Name another file with -StorePath. This one was not changed.",
        path);

    public static FailureException NotWritable(string path, string what, Exception? cause = null) => new(
        FailureId.StoreNotWritable,
        $"The ticket store {path} may not be read or written ({what.TrimEnd('.')}).",
        "Check the rights of the file and its folder, or name another file with -StorePath.",
        path,
        cause);

    public static FailureException IsFull(string path, Exception? cause) => new(
        FailureId.StoreFull,
        $"No space is left for the ticket store {path}: the disk, the quota or the file-size limit is exhausted.",
        "Free space or name a file on another disk with -StorePath. Nothing of this run was written.",
        path,
        cause);

    public static FailureException IsTooNew(string path, long version, int known) => new(
        FailureId.StoreTooNew,
        $"The ticket store {path} has version {version}; this SecAutomation knows versions up to {known}.",
        "Update SecAutomation, or name another file with -StorePath.",
        path);
}
