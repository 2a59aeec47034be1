using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace SecAutomation.Storage;

/// <summary>Reads tickets with one query, whatever is asked for.</summary>
internal static class TicketReader
{
    public static List<StoredTicket> Find(
        SqliteConnection connection, string path, TicketQuery query, CancellationToken cancellationToken)
    {
        using SqliteCommand command = connection.CreateCommand();
        List<string> conditions = [];

        List<string> foundBy = [];
        if (query.Alias is { } alias)
        {
            foundBy.Add("id IN (SELECT ticket FROM alias WHERE name IN (SELECT value FROM json_each($alias)))");
            command.Parameters.AddWithValue("$alias", Json(alias));
        }

        if (query.Group is { } group)
        {
            foundBy.Add(
                "id IN (SELECT t.id FROM json_each($group) AS g JOIN ticket AS t "
                + "ON t.group_kind = g.value ->> 0 AND t.group_value = g.value ->> 1)");
            command.Parameters.AddWithValue("$group", Json(group.Select(one => new[] { one.Kind, one.Value })));
        }

        if (foundBy.Count > 0)
        {
            conditions.Add($"({string.Join(" OR ", foundBy)})");
        }

        AddRows(command, conditions, "$id", query.Id?.Select(TicketNumber.ParseId));
        AddRows(command, conditions, "$number", query.Number?.Select(TicketNumber.Parse));
        AddList(command, conditions, "$key", "key IN (SELECT value FROM json_each($key))", query.Key);
        AddList(
            command,
            conditions,
            "$cve",
            "id IN (SELECT ticket FROM unit WHERE work IN (SELECT value FROM json_each($cve)))",
            query.CveId?.Select(cve => cve.Trim().ToUpperInvariant()));
        AddList(
            command,
            conditions,
            "$state",
            "state IN (SELECT value FROM json_each($state))",
            query.State?.Select(state => (int)state));
        AddWildcards(connection, conditions, "wanted_team", "wanted_team(team)", query.Team);
        AddWildcards(
            connection,
            conditions,
            "wanted_name",
            "id IN (SELECT ticket FROM alias WHERE name IN (SELECT DISTINCT name FROM alias WHERE wanted_name(name)))",
            query.ComputerName);

#pragma warning disable CA2100 // Put together from constants; what the caller gives are parameters.
        command.CommandText = "SELECT id, document, hash FROM ticket"
            + (conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", conditions)}")
            + " ORDER BY id";
#pragma warning restore CA2100

        Wildcard[]? title = query.Title?.Select(pattern => new Wildcard(pattern)).ToArray();
        List<StoredTicket> tickets = [];
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            StoredTicket ticket = TicketDocument.Read(path, reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2));
            if (title is null || title.Any(pattern => pattern.IsMatch(ticket.Draft.Title)))
            {
                tickets.Add(ticket);
            }
        }

        return tickets;
    }

    public static string Instance(SqliteConnection connection, string path)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM store WHERE name = 'instance'";
        return command.ExecuteScalar() is string instance && StoreInstance.IsIntact(instance)
            ? instance
            : throw StoreFailure.IsCorrupt(path, "its instance name is not as it was written");
    }

    private static void AddRows(SqliteCommand command, List<string> conditions, string name, IEnumerable<long?>? rows) =>
        AddList(command, conditions, name, $"id IN (SELECT value FROM json_each({name}))", rows?.Where(row => row is not null));

    private static void AddList<T>(
        SqliteCommand command, List<string> conditions, string name, string condition, IEnumerable<T>? values)
    {
        if (values is not null)
        {
            conditions.Add(condition);
            command.Parameters.AddWithValue(name, Json(values));
        }
    }

    private static void AddWildcards(
        SqliteConnection connection, List<string> conditions, string function, string condition, IReadOnlyCollection<string>? patterns)
    {
        if (patterns is null)
        {
            return;
        }

        Wildcard[] wanted = [.. patterns.Select(pattern => new Wildcard(pattern))];
        connection.CreateFunction(function, (string text) => wanted.Any(pattern => pattern.IsMatch(text)), isDeterministic: true);
        conditions.Add(condition);
    }

    private static string Json<T>(IEnumerable<T> values) => JsonSerializer.Serialize(values);
}
