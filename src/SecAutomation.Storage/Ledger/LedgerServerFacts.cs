namespace SecAutomation.Storage.Ledger;

/// <summary>What a server says of itself, of the role, and of the ledger that it keeps or will keep.</summary>
/// <param name="Version">The server's version.</param>
/// <param name="UserName">As whom it knows the role.</param>
/// <param name="Schema">The schema of the tables; null where there is none that the role may use.</param>
/// <param name="Encryption">Protocol and cipher; null where nothing is encrypted.</param>
/// <param name="Time">The server's clock, UTC.</param>
/// <param name="MayCreate">Whether the role may make tables in the schema.</param>
/// <param name="MayWrite">Whether the role may read and write the tables that are there; null where there are none yet.</param>
/// <param name="LedgerVersion">The version of the tables; null where there are none yet.</param>
/// <param name="KnownVersion">The newest version that this SecAutomation knows.</param>
public sealed record LedgerServerFacts(
    string Version, string UserName, string? Schema, string? Encryption, DateTimeOffset Time, bool MayCreate, bool? MayWrite, int? LedgerVersion, int KnownVersion);
