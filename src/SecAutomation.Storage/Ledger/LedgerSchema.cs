namespace SecAutomation.Storage.Ledger;

/// <summary>The tables of a ledger. Every version is reached from the one before it, in both databases.</summary>
internal static class LedgerSchema
{
    /// <summary>The newest version.</summary>
    public static int Version => Steps.Count;

    /// <summary>Times are milliseconds since 1970, UTC.</summary>
    public static IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE run(id TEXT PRIMARY KEY, connection TEXT NOT NULL, instance TEXT NOT NULL, started_at BIGINT NOT NULL,
            alive_until BIGINT NOT NULL, document TEXT NOT NULL);
        CREATE TABLE entry(run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE, ordinal BIGINT NOT NULL, key TEXT NOT NULL,
            document TEXT NOT NULL, before TEXT, after TEXT, PRIMARY KEY(run, ordinal));
        CREATE TABLE ticket(instance TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL, is_open INTEGER NOT NULL,
            document TEXT NOT NULL, written_at BIGINT NOT NULL, PRIMARY KEY(instance, key));
        CREATE TABLE alias(instance TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY(instance, name, key));
        CREATE INDEX alias_key ON alias(instance, key);
        CREATE TABLE unit(instance TEXT NOT NULL, host TEXT NOT NULL, work TEXT NOT NULL, key TEXT NOT NULL,
            PRIMARY KEY(instance, host, work));
        CREATE INDEX unit_key ON unit(instance, key);
        CREATE TABLE intent(instance TEXT NOT NULL, key TEXT NOT NULL, run TEXT NOT NULL, owner TEXT NOT NULL,
            lease_until BIGINT NOT NULL, sent_at BIGINT, PRIMARY KEY(instance, key));
        CREATE TABLE sighting(instance TEXT NOT NULL, ticket TEXT NOT NULL, host TEXT NOT NULL, seen_at BIGINT NOT NULL,
            PRIMARY KEY(instance, ticket, host));
        """,

        // What every run asks for, and what every run forgets, without reading all that is kept.
        """
        CREATE INDEX ticket_open ON ticket(instance) WHERE is_open = 1;
        CREATE INDEX run_started ON run(started_at);
        CREATE INDEX sighting_seen ON sighting(seen_at);
        """,
    ];
}
