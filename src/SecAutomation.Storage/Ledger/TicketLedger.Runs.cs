using System.Text.Json;

namespace SecAutomation.Storage.Ledger;

/// <content>Runs and their entries.</content>
public sealed partial class TicketLedger
{
    /// <summary>Writes down that a run began, and forgets what is older than it may be kept.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Done when it is on the disk.</returns>
    public async Task BeginRunAsync(RemediationRun run, CancellationToken cancellationToken)
    {
        await PurgeAsync(_options.Time.GetUtcNow() - _options.Retention, cancellationToken).ConfigureAwait(false);
        await WorkAsync(
            command => command.RunAsync(
                "INSERT INTO run(id, connection, instance, started_at, alive_until, document) VALUES(@id, @connection, @instance, @started, @alive, @document)",
                ("@id", run.Id), ("@connection", run.Connection), ("@instance", run.Instance), ("@started", ToNumber(run.StartedAt)), ("@alive", LeaseEnd), ("@document", Write(run))),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes down what a run did, or left.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="entries">What, in order.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Done when it is on the disk.</returns>
    public Task RecordAsync(string run, IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken) => WorkAsync(
        async command =>
        {
            List<long> last = await command.ReadAsync(
                "SELECT COALESCE(MAX(ordinal), 0) FROM entry WHERE run = @run", row => row.GetInt64(0), ("@run", run)).ConfigureAwait(false);
            long ordinal = last[0];
            foreach (LedgerEntry[] some in entries.Chunk(TicketsAtOnce))
            {
                await command.RunAsync(
                    $"""
                    INSERT INTO entry(run, ordinal, key, document, before, after)
                    SELECT @run, CAST(ordinal AS BIGINT), key, document, before, after FROM {_database.Rows("@rows", "ordinal", "key", "document", "before", "after")}
                    """,
                    ("@run", run),
                    ("@rows", Rows(some.Select(entry => new[]
                    {
                        ToText(++ordinal), entry.Entry.Key, JsonSerializer.Serialize(entry.Entry, LedgerDocumentContext.Default.RunEntry), Write(entry.Before), Write(entry.After),
                    })))).ConfigureAwait(false);
            }

            return await command.RunAsync("UPDATE run SET alive_until = @alive WHERE id = @run", ("@alive", LeaseEnd), ("@run", run)).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Writes down how a run ended.</summary>
    /// <param name="run">The run with its figures.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Done when it is on the disk.</returns>
    public Task EndRunAsync(RemediationRun run, CancellationToken cancellationToken) => WorkAsync(
        command => command.RunAsync("UPDATE run SET document = @document WHERE id = @id", ("@document", Write(run)), ("@id", run.Id)),
        cancellationToken);

    /// <summary>Reads runs, the newest first.</summary>
    /// <param name="ids">Which; null for all.</param>
    /// <param name="withEntries">Whether their entries are wanted.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The runs. One that is said to run and has said nothing for its lease is Interrupted.</returns>
    public Task<IReadOnlyList<RemediationRun>> FindRunsAsync(IReadOnlyCollection<string>? ids, bool withEntries, CancellationToken cancellationToken) =>
        WorkAsync<IReadOnlyList<RemediationRun>>(
            async command =>
            {
                string condition = ids is null ? "" : $" WHERE {_database.In("id", "@ids")}";
                List<RemediationRun> runs = await command.ReadAsync(
                    $"SELECT document, alive_until FROM run{condition} ORDER BY started_at DESC, id DESC",
                    row =>
                    {
                        RemediationRun run = JsonSerializer.Deserialize(row.GetString(0), LedgerDocumentContext.Default.RemediationRun)!;
                        return run.State == RunState.Running && row.GetInt64(1) < Now ? run with { State = RunState.Interrupted } : run;
                    },
                    ids is null ? [] : [("@ids", List(ids))]).ConfigureAwait(false);
                if (!withEntries)
                    return runs;

                for (int i = 0; i < runs.Count; i++)
                {
                    List<LedgerEntry> entries = await ReadEntriesAsync(command, runs[i].Id).ConfigureAwait(false);
                    runs[i] = runs[i] with { Entry = [.. entries.Select(entry => entry.Entry)] };
                }

                return runs;
            },
            cancellationToken);

    /// <summary>Reads what a run did, with what is needed to take it back.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The entries, in order.</returns>
    public Task<IReadOnlyList<LedgerEntry>> ReadEntriesAsync(string run, CancellationToken cancellationToken) =>
        WorkAsync<IReadOnlyList<LedgerEntry>>(async command => await ReadEntriesAsync(command, run).ConfigureAwait(false), cancellationToken);

    /// <summary>Forgets runs, closed tickets and sightings that are older than a time; open tickets and intents stay.</summary>
    /// <param name="before">The time, UTC.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many runs were forgotten.</returns>
    public Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken) => WorkAsync(
        async command =>
        {
            (string, object?) time = ("@before", ToNumber(before));
            await command.RunAsync("DELETE FROM entry WHERE run IN (SELECT id FROM run WHERE started_at < @before)", time).ConfigureAwait(false);
            int runs = await command.RunAsync("DELETE FROM run WHERE started_at < @before", time).ConfigureAwait(false);
            await command.RunAsync(
                "DELETE FROM alias WHERE EXISTS (SELECT 1 FROM ticket t WHERE t.instance = alias.instance AND t.key = alias.key AND t.is_open = 0 AND t.written_at < @before)", time).ConfigureAwait(false);
            await command.RunAsync("DELETE FROM ticket WHERE is_open = 0 AND written_at < @before", time).ConfigureAwait(false);
            await command.RunAsync("DELETE FROM sighting WHERE seen_at < @before", time).ConfigureAwait(false);
            return runs;
        },
        cancellationToken);

    private static Task<List<LedgerEntry>> ReadEntriesAsync(LedgerCommand command, string run) => command.ReadAsync(
        "SELECT document, before, after FROM entry WHERE run = @run ORDER BY ordinal",
        row => new LedgerEntry(
            JsonSerializer.Deserialize(row.GetString(0), LedgerDocumentContext.Default.RunEntry)!,
            row.IsDBNull(1) ? null : ReadTicket(row.GetString(1)),
            row.IsDBNull(2) ? null : ReadTicket(row.GetString(2))),
        ("@run", run));

    private static string Write(RemediationRun run) =>
        JsonSerializer.Serialize(run with { Entry = [] }, LedgerDocumentContext.Default.RemediationRun);

    private static string? Write(StoredTicket? ticket) =>
        ticket is null ? null : JsonSerializer.Serialize(ticket, LedgerDocumentContext.Default.StoredTicket);

    private static StoredTicket ReadTicket(string document) =>
        JsonSerializer.Deserialize(document, LedgerDocumentContext.Default.StoredTicket)!;
}
