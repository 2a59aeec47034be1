namespace SecAutomation.Storage.Ledger;

/// <content>What was written last into the tickets of a tracker, and when scans saw their hosts.</content>
public sealed partial class TicketLedger
{
    private const int TicketsAtOnce = 500;
    private const int RowsAtOnce = 10_000;

    /// <summary>Writes down tickets as they were written into the tracker, or read from it.</summary>
    /// <param name="instance">The tracker's own name.</param>
    /// <param name="tickets">The tickets.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Done when it is on the disk.</returns>
    public Task WriteAsync(string instance, IReadOnlyList<StoredTicket> tickets, CancellationToken cancellationToken) => WorkAsync(
        async command =>
        {
            await WriteAsync(command, instance, tickets).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Finds tickets.</summary>
    /// <param name="instance">The tracker's own name.</param>
    /// <param name="keys">Keys.</param>
    /// <param name="aliases">Names of hosts.</param>
    /// <param name="withOpen">Whether every open ticket is wanted besides.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The tickets that one of the lists names, by key.</returns>
    public Task<IReadOnlyDictionary<string, StoredTicket>> FindTicketsAsync(
        string instance, IReadOnlyCollection<string> keys, IReadOnlyCollection<string> aliases, bool withOpen, CancellationToken cancellationToken) =>
        WorkAsync<IReadOnlyDictionary<string, StoredTicket>>(
            async command =>
            {
                string open = withOpen ? " OR is_open = 1" : "";
                List<StoredTicket> found = await command.ReadAsync(
                    $"""
                    SELECT document FROM ticket WHERE instance = @instance AND ({_database.In("key", "@keys")}
                        OR key IN (SELECT key FROM alias WHERE instance = @instance AND {_database.In("name", "@aliases")}){open})
                    """,
                    row => ReadTicket(row.GetString(0)),
                    ("@instance", instance), ("@keys", List(keys)), ("@aliases", List(aliases))).ConfigureAwait(false);
                return found.ToDictionary(ticket => ticket.Draft.Key, StringComparer.Ordinal);
            },
            cancellationToken);

    /// <summary>Forgets all tickets, units and intents of a tracker, to write them anew.</summary>
    /// <param name="instance">The tracker's own name.</param>
    /// <param name="tickets">The tickets as they are.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Done when it is on the disk: all of it, or nothing.</returns>
    public Task RebuildAsync(string instance, IReadOnlyList<StoredTicket> tickets, CancellationToken cancellationToken) => WorkAsync(
        async command =>
        {
            await command.RunAsync("DELETE FROM unit WHERE instance = @instance", ("@instance", instance)).ConfigureAwait(false);
            await command.RunAsync("DELETE FROM alias WHERE instance = @instance", ("@instance", instance)).ConfigureAwait(false);
            await command.RunAsync("DELETE FROM ticket WHERE instance = @instance", ("@instance", instance)).ConfigureAwait(false);

            await WriteAsync(command, instance, tickets).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Writes down when scans looked at hosts of tickets; an earlier time does not replace a later one.</summary>
    /// <param name="instance">The tracker's own name.</param>
    /// <param name="sightings">Ticket, host and time.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Done when it is on the disk.</returns>
    public Task SeeAsync(string instance, IReadOnlyCollection<(string TicketId, string Host, DateTimeOffset At)> sightings, CancellationToken cancellationToken) =>
        WorkAsync(
            async command =>
            {
                var latest = sightings.GroupBy(seen => (seen.TicketId, seen.Host))
                    .Select(seen => new string?[] { seen.Key.TicketId, seen.Key.Host, ToText(seen.Max(one => ToNumber(one.At))) });
                foreach (string?[][] rows in latest.Chunk(RowsAtOnce))
                {
                    await command.RunAsync(
                        $"""
                        INSERT INTO sighting(instance, ticket, host, seen_at)
                        SELECT @instance, ticket, host, CAST(seen_at AS BIGINT) FROM {_database.Rows("@rows", "ticket", "host", "seen_at")} WHERE true
                        ON CONFLICT(instance, ticket, host) DO UPDATE SET seen_at = excluded.seen_at WHERE sighting.seen_at < excluded.seen_at
                        """,
                        ("@instance", instance), ("@rows", Rows(rows))).ConfigureAwait(false);
                }

                return true;
            },
            cancellationToken);

    /// <summary>Reads when scans looked at hosts of tickets last.</summary>
    /// <param name="instance">The tracker's own name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Times by ticket id and host, UTC.</returns>
    public Task<IReadOnlyDictionary<(string TicketId, string Host), DateTimeOffset>> ReadSightingsAsync(string instance, CancellationToken cancellationToken) =>
        WorkAsync<IReadOnlyDictionary<(string, string), DateTimeOffset>>(
            async command =>
            {
                List<(string, string, DateTimeOffset)> rows = await command.ReadAsync(
                    "SELECT ticket, host, seen_at FROM sighting WHERE instance = @instance",
                    row => (row.GetString(0), row.GetString(1), ToTime(row.GetValue(2))), ("@instance", instance)).ConfigureAwait(false);
                return rows.ToDictionary(row => (row.Item1, row.Item2), row => row.Item3);
            },
            cancellationToken);

    // A statement for many rows: one round trip each to a server would cost a hundred times as much.
    private async Task WriteAsync(LedgerCommand command, string instance, IReadOnlyList<StoredTicket> tickets)
    {
        // Of one key the last word counts.
        IEnumerable<StoredTicket> last = tickets.Reverse().DistinctBy(ticket => ticket.Draft.Key, StringComparer.Ordinal).Reverse();
        foreach (StoredTicket[] some in last.Chunk(TicketsAtOnce))
        {
            StoredTicket[] open = [.. some.Where(ticket => ticket.State != TicketState.Closed)];
            (string, object?)[] place = [("@instance", instance), ("@keys", List(some.Select(ticket => ticket.Draft.Key)))];
            await command.RunAsync(
                $"""
                INSERT INTO ticket(instance, key, id, is_open, document, written_at)
                SELECT @instance, key, id, CAST(is_open AS INTEGER), document, @now FROM {_database.Rows("@rows", "key", "id", "is_open", "document")} WHERE true
                ON CONFLICT(instance, key) DO UPDATE SET id = excluded.id, is_open = excluded.is_open, document = excluded.document, written_at = excluded.written_at
                """,
                ("@instance", instance), ("@now", Now),
                ("@rows", Rows(some.Select(ticket => new[] { ticket.Draft.Key, ticket.Id, ticket.State == TicketState.Closed ? "0" : "1", Write(ticket) })))).ConfigureAwait(false);
            await command.RunAsync($"DELETE FROM alias WHERE instance = @instance AND {_database.InFew("key", "@keys")}", place).ConfigureAwait(false);
            await command.RunAsync(
                $"INSERT INTO alias(instance, name, key) SELECT @instance, name, key FROM {_database.Rows("@rows", "name", "key")} WHERE true ON CONFLICT(instance, name, key) DO NOTHING",
                ("@instance", instance),
                ("@rows", Rows(some.SelectMany(ticket => ticket.Draft.Alias.Select(name => new[] { name, ticket.Draft.Key }))))).ConfigureAwait(false);

            // A unit that another open ticket holds stays there: two tickets that were made without a common ledger may share it.
            (string, object?) units = ("@units", Rows(open.SelectMany(ticket => ticket.Draft.Unit.Select(unit => new[] { unit.Host, unit.Work, ticket.Draft.Key }))));
            await command.RunAsync(
                $"""
                DELETE FROM unit WHERE instance = @instance AND {_database.InFew("key", "@keys")}
                    AND (host, work, key) NOT IN (SELECT host, work, key FROM {_database.Rows("@units", "host", "work", "key")})
                """,
                [.. place, units]).ConfigureAwait(false);
            await command.RunAsync(
                $"INSERT INTO unit(instance, host, work, key) SELECT @instance, host, work, key FROM {_database.Rows("@units", "host", "work", "key")} WHERE true ON CONFLICT(instance, host, work) DO NOTHING",
                ("@instance", instance), units).ConfigureAwait(false);
        }
    }
}
