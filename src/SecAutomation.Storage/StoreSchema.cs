using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SecAutomation.Storage;

/// <summary>The tables, their version, and how an older version becomes the newest.</summary>
/// <remarks>
/// The document holds the whole ticket and its hash; every other column stands in an index for finding it, so that
/// SQLite's own check compares both and a damaged one is noticed.
/// </remarks>
internal static class StoreSchema
{
    /// <summary>"SecA" in the header of the file tells our databases from others.</summary>
    public const int ApplicationId = 0x53656341;

    /// <summary>The newest version. Version n is reached by the n-th step.</summary>
    public static int Version => s_steps.Length;

    private static readonly string[] s_steps =
    [
        """
        CREATE TABLE store(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE ticket(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            group_kind TEXT NOT NULL,
            group_value TEXT NOT NULL,
            state INTEGER NOT NULL,
            team TEXT NOT NULL,
            document TEXT NOT NULL,
            hash BLOB NOT NULL);
        CREATE INDEX ticket_group ON ticket(group_kind, group_value);
        CREATE INDEX ticket_state ON ticket(state, team);
        CREATE TABLE alias(ticket INTEGER NOT NULL REFERENCES ticket(id), name TEXT NOT NULL,
            PRIMARY KEY(ticket, name)) WITHOUT ROWID;
        CREATE INDEX alias_name ON alias(name);
        CREATE TABLE unit(ticket INTEGER NOT NULL REFERENCES ticket(id), host TEXT NOT NULL, work TEXT NOT NULL,
            PRIMARY KEY(ticket, host, work)) WITHOUT ROWID;
        CREATE INDEX unit_work ON unit(work);
        CREATE INDEX unit_host ON unit(host, work);
        """,
    ];

    /// <summary>Tells an empty database (0) from a store of a known version; fails for anything else.</summary>
    public static int Recognise(SqliteConnection connection, string path)
    {
        // The tables are counted first: another run that makes them at this moment commits both numbers with them, so that
        // whoever sees tables sees the numbers too.
        long tables = Number(connection, "SELECT count(*) FROM sqlite_master");
        long application = Number(connection, "PRAGMA application_id");
        long version = Number(connection, "PRAGMA user_version");
        if (application == 0 && version == 0 && tables == 0)
        {
            return 0;
        }

        if (application != ApplicationId)
        {
            throw StoreFailure.IsNoStore(path, "it is a database of another program");
        }

        if (version < 1)
        {
            throw StoreFailure.IsCorrupt(path, $"its version is {version}");
        }

        return version > Version ? throw StoreFailure.IsTooNew(path, version, Version) : (int)version;
    }

    /// <summary>Brings the database to the newest version, inside the caller's transaction.</summary>
    public static void Upgrade(SqliteConnection connection, int from)
    {
        for (int version = from; version < Version; version++)
        {
            Execute(connection, s_steps[version]);
        }

        if (from == 0)
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "INSERT INTO store(name, value) VALUES('instance', $instance)";
            command.Parameters.AddWithValue("$instance", StoreInstance.Mint());
            command.ExecuteNonQuery();
        }

        Execute(connection, string.Create(
            CultureInfo.InvariantCulture,
            $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}"));
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text that comes here is a constant of this assembly.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text that comes here is a constant of this assembly.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
