namespace SecAutomation.Storage.Ledger;

/// <content>Who delivers which ticket, and whether its request has left.</content>
public sealed partial class TicketLedger
{
    /// <summary>Asks for the right to deliver a ticket, alone, for as long as the lease lasts.</summary>
    /// <param name="instance">The tracker's own name.</param>
    /// <param name="draft">The ticket: its key and its units are claimed.</param>
    /// <param name="run">The run.</param>
    /// <param name="owner">Who asks; the same owner may ask again.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether the right was given, and what is known of an earlier delivery.</returns>
    public Task<Claim> ClaimAsync(string instance, TicketDraft draft, string run, string owner, CancellationToken cancellationToken) =>
        WorkAsync(
            async command =>
            {
                (string, object?) place = ("@instance", instance), key = ("@key", draft.Key);
                if (!await TakeKeyAsync(command, instance, draft.Key, run, owner).ConfigureAwait(false))
                {
                    List<string> holder = await command.ReadAsync(
                        "SELECT owner FROM intent WHERE instance = @instance AND key = @key", row => row.GetString(0), place, key).ConfigureAwait(false);
                    if (holder.Count > 0 && !_options.IsGone(holder[0]))
                        return new Claim { HeldBy = holder[0] };

                    await command.RunAsync("UPDATE intent SET lease_until = 0 WHERE instance = @instance AND key = @key", place, key).ConfigureAwait(false);
                    if (!await TakeKeyAsync(command, instance, draft.Key, run, owner).ConfigureAwait(false))
                        return new Claim { HeldBy = "another run" };
                }

                foreach (WorkUnit unit in draft.Unit)
                {
                    if (await TakeUnitAsync(command, instance, unit, draft.Key).ConfigureAwait(false) is not { } other)
                        continue;

                    // Nothing of it may stay claimed: the units that were taken before this one go back with the key.
                    await command.RunAsync("DELETE FROM unit WHERE instance = @instance AND key = @key", place, key).ConfigureAwait(false);
                    await command.RunAsync("DELETE FROM intent WHERE instance = @instance AND key = @key AND sent_at IS NULL", place, key).ConfigureAwait(false);
                    return new Claim { HeldBy = $"the ticket {other}, which covers {unit.Work} on {unit.Host}" };
                }

                List<DateTimeOffset?> sent = await command.ReadAsync<DateTimeOffset?>(
                    "SELECT sent_at FROM intent WHERE instance = @instance AND key = @key",
                    row => row.IsDBNull(0) ? null : ToTime(row.GetValue(0)), place, key).ConfigureAwait(false);
                List<string> known = await command.ReadAsync(
                    "SELECT id FROM ticket WHERE instance = @instance AND key = @key", row => row.GetString(0), place, key).ConfigureAwait(false);
                return new Claim { SentAt = sent[0], TicketId = known.Count > 0 ? known[0] : null };
            },
            cancellationToken,

            // A claim that a power cut takes back is nobody's any more: before anything is sent, the intent waits for the disk, and with it this.
            isDurable: false);

    /// <summary>Writes down that a request is about to leave. It may be sent once this has returned, and not before.</summary>
    /// <param name="instance">The tracker's own name.</param>
    /// <param name="key">The ticket's key.</param>
    /// <param name="owner">Who claimed it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The time that was written, UTC.</returns>
    /// <exception cref="FailureException"><see cref="FailureId.StoreBusy"/>: somebody else has it meanwhile, as the lease had run out.</exception>
    public Task<DateTimeOffset> IntendAsync(string instance, string key, string owner, CancellationToken cancellationToken) => WorkAsync(
        async command =>
        {
            long now = Now;
            int written = await command.RunAsync(
                "UPDATE intent SET sent_at = @now, lease_until = @until WHERE instance = @instance AND key = @key AND owner = @owner",
                ("@now", now), ("@until", LeaseEnd), ("@instance", instance), ("@key", key), ("@owner", owner)).ConfigureAwait(false);
            return written == 1
                ? ToTime(now)
                : throw new FailureException(
                    FailureId.StoreBusy, $"Another run took over the ticket {key} in the ledger {Location}; nothing was sent.", "Run again.", key);
        },
        cancellationToken);

    /// <summary>Writes down what came of a delivery, and gives up the claim.</summary>
    /// <param name="instance">The tracker's own name.</param>
    /// <param name="key">The ticket's key.</param>
    /// <param name="owner">Who claimed it.</param>
    /// <param name="ticket">The ticket; null where there certainly is none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Done when it outlives this process; on the disk with the next that waits for it. Lost to a power cut, the request is in doubt again, and is looked for.</returns>
    public Task SettleAsync(string instance, string key, string owner, StoredTicket? ticket, CancellationToken cancellationToken) => WorkAsync(
        async command =>
        {
            if (ticket is not null)
                await WriteAsync(command, instance, [ticket]).ConfigureAwait(false);
            else
                await command.RunAsync("DELETE FROM unit WHERE instance = @instance AND key = @key", ("@instance", instance), ("@key", key)).ConfigureAwait(false);

            return await command.RunAsync(
                "DELETE FROM intent WHERE instance = @instance AND key = @key AND owner = @owner",
                ("@instance", instance), ("@key", key), ("@owner", owner)).ConfigureAwait(false);
        },
        cancellationToken,
        isDurable: false);

    /// <summary>Gives up a claim without an outcome: whoever comes next looks for the ticket first.</summary>
    /// <param name="instance">The tracker's own name.</param>
    /// <param name="key">The ticket's key.</param>
    /// <param name="owner">Who claimed it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Done when it is on the disk.</returns>
    public Task ReleaseAsync(string instance, string key, string owner, CancellationToken cancellationToken) => WorkAsync(
        async command =>
        {
            (string, object?)[] claim = [("@instance", instance), ("@key", key), ("@owner", owner)];
            int unsent = await command.RunAsync(
                "DELETE FROM intent WHERE instance = @instance AND key = @key AND owner = @owner AND sent_at IS NULL", claim).ConfigureAwait(false);
            if (unsent > 0)
            {
                await command.RunAsync(
                    "DELETE FROM unit WHERE instance = @instance AND key = @key AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.instance = @instance AND t.key = @key)",
                    ("@instance", instance), ("@key", key)).ConfigureAwait(false);
            }

            return await command.RunAsync(
                "UPDATE intent SET lease_until = 0 WHERE instance = @instance AND key = @key AND owner = @owner", claim).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Takes over requests whose outcome nobody knows and nobody looks after; several machines that ask at once get different ones.</summary>
    /// <param name="instance">The tracker's own name.</param>
    /// <param name="owner">Who asks.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Their keys, and when each left.</returns>
    public Task<IReadOnlyList<(string Key, DateTimeOffset SentAt)>> TakeAbandonedAsync(
        string instance, string owner, int most, CancellationToken cancellationToken) =>
        WorkAsync<IReadOnlyList<(string, DateTimeOffset)>>(
            async command =>
            {
                long now = Now;
                List<(string Key, DateTimeOffset SentAt, string Owner, bool IsOver)> sent = await command.ReadAsync(
                    "SELECT key, sent_at, owner, lease_until FROM intent WHERE instance = @instance AND sent_at IS NOT NULL ORDER BY key LIMIT @most" + _database.TakeFree,
                    row => (row.GetString(0), ToTime(row.GetValue(1)), row.GetString(2), row.GetInt64(3) < now),
                    ("@instance", instance), ("@most", (long)most)).ConfigureAwait(false);
                List<(string Key, DateTimeOffset SentAt)> taken = [.. sent.Where(one => one.IsOver || _options.IsGone(one.Owner)).Select(one => (one.Key, one.SentAt))];
                foreach ((string key, _) in taken)
                {
                    await command.RunAsync(
                        "UPDATE intent SET owner = @owner, lease_until = @until WHERE instance = @instance AND key = @key",
                        ("@owner", owner), ("@until", LeaseEnd), ("@instance", instance), ("@key", key)).ConfigureAwait(false);
                }

                return taken;
            },
            cancellationToken);

    private async Task<bool> TakeKeyAsync(LedgerCommand command, string instance, string key, string run, string owner) => await command.RunAsync(
        """
        INSERT INTO intent(instance, key, run, owner, lease_until) VALUES(@instance, @key, @run, @owner, @until)
        ON CONFLICT(instance, key) DO UPDATE SET run = excluded.run, owner = excluded.owner, lease_until = excluded.lease_until
        WHERE intent.lease_until < @now OR intent.owner = excluded.owner
        """,
        ("@instance", instance), ("@key", key), ("@run", run), ("@owner", owner), ("@until", LeaseEnd), ("@now", Now)).ConfigureAwait(false) == 1;

    // The key of another ticket that holds the unit; null where it is ours now.
    private async Task<string?> TakeUnitAsync(LedgerCommand command, string instance, WorkUnit unit, string key)
    {
        (string, object?)[] place = [("@instance", instance), ("@host", unit.Host), ("@work", unit.Work)];
        int taken = await command.RunAsync(
            "INSERT INTO unit(instance, host, work, key) VALUES(@instance, @host, @work, @key) ON CONFLICT(instance, host, work) DO NOTHING",
            [.. place, ("@key", key)]).ConfigureAwait(false);
        if (taken == 1)
            return null;

        List<(string Key, bool IsAlive)> holder = await command.ReadAsync(
            """
            SELECT u.key, EXISTS (SELECT 1 FROM ticket t WHERE t.instance = u.instance AND t.key = u.key AND t.is_open = 1)
                OR EXISTS (SELECT 1 FROM intent i WHERE i.instance = u.instance AND i.key = u.key AND (i.lease_until >= @now OR i.sent_at IS NOT NULL))
            FROM unit u WHERE u.instance = @instance AND u.host = @host AND u.work = @work
            """,
            row => (row.GetString(0), Convert.ToBoolean(row.GetValue(1), System.Globalization.CultureInfo.InvariantCulture)),
            [.. place, ("@now", Now)]).ConfigureAwait(false);
        if (holder.Count > 0 && holder[0].Key != key && holder[0].IsAlive)
            return holder[0].Key;

        await command.RunAsync(
            "UPDATE unit SET key = @key WHERE instance = @instance AND host = @host AND work = @work", [.. place, ("@key", key)]).ConfigureAwait(false);
        return null;
    }
}
