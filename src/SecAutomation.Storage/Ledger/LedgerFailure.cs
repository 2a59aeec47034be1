using System.Data.Common;
using System.Security.Authentication;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace SecAutomation.Storage.Ledger;

/// <summary>Says in the user's words what a database reports of the ledger.</summary>
internal static class LedgerFailure
{
    private const int Busy = 5, Locked = 6, Full = 13, Readonly = 8, CannotOpen = 14, NoPermission = 3;

    public static FailureException Translate(DbException exception, string location) => exception switch
    {
        SqliteException { SqliteErrorCode: Busy or Locked } or PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected } => new FailureException(
            FailureId.StoreBusy, $"Another run holds the ledger {location}.", "Run again when it has ended.", location, exception),
        SqliteException { SqliteErrorCode: Full } => new FailureException(
            FailureId.StoreFull, $"No space is left for the ledger {location}.", "Free space and run again.", location, exception),
        SqliteException { SqliteErrorCode: Readonly or CannotOpen or NoPermission } => NotWritable(location, exception.Message, exception),
        SqliteException => new FailureException(
            FailureId.StoreCorrupt,
            $"The ledger {location} is damaged ({exception.Message.TrimEnd('.')}).",
            "Move it away and run Repair-RemediationLedger: it is rebuilt from the tickets.",
            location,
            exception),
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } => new FailureException(
            FailureId.CredentialRefused, $"The server of the ledger {location} does not accept the credential.", "Correct it.", location, exception),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => new FailureException(
            FailureId.PermissionMissing,
            $"The account may not use the ledger {location}: {exception.Message}",
            "It needs the right to create tables in its schema, once, and to read and write them.",
            location,
            exception),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InvalidSchemaName } => new FailureException(
            FailureId.ConnectionInvalid, $"The server of the ledger {location} has no such database or schema: {exception.Message}", "Create it, or register the connection with another one.", location, exception),
        PostgresException => new FailureException(
            FailureId.ServerFailed, $"The server of the ledger {location} refused: {exception.Message}", "Look at its log.", location, exception),
        { InnerException: AuthenticationException refused } => new FailureException(
            FailureId.CertificateInvalid,
            $"The certificate of the server of the ledger {location} is not trusted ({refused.Message.TrimEnd('.')}).",
            "Name its authority with -CertificateAuthority, and its host as the certificate does. The check cannot be switched off.",
            location,
            exception),
        _ => new FailureException(
            FailureId.ConnectionFailed,
            $"The server of the ledger {location} cannot be reached ({exception.Message.TrimEnd('.')}).",
            "Check address, port and firewall. Nothing is sent to a tracker without the ledger.",
            location,
            exception),
    };

    public static FailureException NotWritable(string location, string what, Exception? cause) => new(
        FailureId.StoreNotWritable,
        $"The ledger {location} may not be read or written ({what.TrimEnd('.')}).",
        "Check the rights of the file and its folder.",
        location,
        cause);

    public static FailureException IsForeign(string location) => new(
        FailureId.StoreCorrupt, $"{location} is no ledger of SecAutomation. It was not changed.", "Name another place.", location);

    public static FailureException IsTooNew(string location, int version, int known) => new(
        FailureId.StoreTooNew,
        $"The ledger {location} has version {version}; this SecAutomation knows versions up to {known}.",
        "Update SecAutomation on this machine.",
        location);
}
