using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SecAutomation.Storage;

/// <summary>Changes to a ticket store that take effect together or not at all.</summary>
public sealed class TicketTransaction : IAsyncDisposable
{
    private readonly StoreConnection _connection;
    private bool _isEnded;

    internal TicketTransaction(StoreConnection connection, string instance)
    {
        _connection = connection;
        Instance = instance;
    }

    /// <summary>The store's own name, for <c>PlanOptions.Instance</c>.</summary>
    public string Instance { get; }

    /// <summary>Reads tickets as they are now, those of this transaction included.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The tickets, in the order of their numbers.</returns>
    public Task<IReadOnlyList<StoredTicket>> FindAsync(TicketQuery query, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<StoredTicket>>(
            sqlite => TicketReader.Find(sqlite, _connection.Path, query, cancellationToken), cancellationToken);

    /// <summary>Creates a ticket.</summary>
    /// <param name="draft">What it is to be. Its key must be new.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="cancellationToken">Stops before the writing.</param>
    /// <returns>The ticket with its number.</returns>
    public Task<StoredTicket> CreateAsync(TicketDraft draft, DateTimeOffset now, CancellationToken cancellationToken)
    {
        StoredTicket ticket = new()
        {
            Draft = draft,
            State = TicketState.New,
            CreatedAt = now.ToUniversalTime(),
            UpdatedAt = now.ToUniversalTime(),
        };
        return RunAsync(
            sqlite =>
            {
                using SqliteCommand command = sqlite.CreateCommand();
                command.CommandText = """
                    INSERT INTO ticket(key, group_kind, group_value, state, team, document, hash)
                    VALUES($key, $kind, $value, $state, $team, '', x'') RETURNING id
                    """;
                AddColumns(command, ticket);
                long id;
                try
                {
                    id = Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
                }
                catch (SqliteException exception) when (exception.SqliteErrorCode == 19)
                {
                    throw new ArgumentException($"The store has a ticket with the key {draft.Key}.", nameof(draft), exception);
                }

                return Write(sqlite, id, ticket);
            },
            cancellationToken);
    }

    /// <summary>Writes an open ticket anew.</summary>
    /// <param name="id">The ticket's id.</param>
    /// <param name="draft">What it is to be; its key stays.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="cancellationToken">Stops before the writing.</param>
    /// <returns>The ticket.</returns>
    public Task<StoredTicket> UpdateAsync(string id, TicketDraft draft, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            ticket => ticket with { Draft = draft with { Key = ticket.Draft.Key }, UpdatedAt = now.ToUniversalTime() },
            cancellationToken);

    /// <summary>Closes an open ticket.</summary>
    /// <param name="id">The ticket's id.</param>
    /// <param name="reason">Why, in words.</param>
    /// <param name="resolution">Why, as a kind.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="cancellationToken">Stops before the writing.</param>
    /// <returns>The ticket.</returns>
    public Task<StoredTicket> CloseAsync(
        string id, string reason, TicketResolution resolution, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            ticket => ticket with
            {
                State = TicketState.Closed,
                CloseReason = reason,
                Resolution = resolution == TicketResolution.None ? TicketResolution.Other : resolution,
                UpdatedAt = now.ToUniversalTime(),
                ClosedAt = now.ToUniversalTime(),
            },
            cancellationToken);

    /// <summary>Brings a ticket, open or closed, to a new content and state.</summary>
    /// <param name="id">The ticket's id.</param>
    /// <param name="revision">What it is to be.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="cancellationToken">Stops before the writing.</param>
    /// <returns>The ticket.</returns>
    public Task<StoredTicket> ReviseAsync(string id, TicketRevision revision, DateTimeOffset now, CancellationToken cancellationToken) =>
        RunAsync(
            sqlite => Write(
                sqlite,
                TicketNumber.ParseId(id) ?? throw NotFound(id),
                revision.Apply(Find(sqlite, id, cancellationToken), now.ToUniversalTime())),
            cancellationToken);

    /// <summary>Makes the changes take effect. Nothing more can be done with the transaction.</summary>
    /// <param name="cancellationToken">Stops waiting for another run that reads.</param>
    /// <returns>Done when the changes are on the disk.</returns>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await RunAsync(
            sqlite =>
            {
                StoreSchema.Execute(sqlite, "COMMIT");
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        _isEnded = true;
        _connection.Dispose();
    }

    /// <summary>Rolls back what was not committed.</summary>
    /// <returns>Done when the store is free.</returns>
    public ValueTask DisposeAsync()
    {
        if (!_isEnded)
        {
            _isEnded = true;

            // Closing a connection rolls its transaction back.
            _connection.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private Task<StoredTicket> ChangeAsync(string id, Func<StoredTicket, StoredTicket> change, CancellationToken cancellationToken) =>
        RunAsync(
            sqlite =>
            {
                StoredTicket ticket = Find(sqlite, id, cancellationToken);
                if (ticket.State == TicketState.Closed)
                {
                    throw new FailureException(
                        FailureId.TicketClosed,
                        $"The ticket {ticket.Number} in {_connection.Path} is closed already ({ticket.Resolution}, {ticket.ClosedAt:u}).",
                        "A scan that sees the hole again opens a new ticket.",
                        ticket.Number);
                }

                return Write(sqlite, TicketNumber.ParseId(id)!.Value, change(ticket));
            },
            cancellationToken);

    private StoredTicket Find(SqliteConnection sqlite, string id, CancellationToken cancellationToken) =>
        TicketReader.Find(sqlite, _connection.Path, new TicketQuery { Id = [id] }, cancellationToken).SingleOrDefault() ?? throw NotFound(id);

    private FailureException NotFound(string id) => new(
        FailureId.TicketNotFound,
        $"The ticket store {_connection.Path} has no ticket with the id '{id}'.",
        "Get-RemediationTicket lists the tickets.",
        id);

    private static StoredTicket Write(SqliteConnection sqlite, long id, StoredTicket ticket)
    {
        string document = TicketDocument.Write(ticket);
        using SqliteCommand command = sqlite.CreateCommand();
        command.CommandText = """
            UPDATE ticket SET key = $key, group_kind = $kind, group_value = $value, state = $state, team = $team,
                document = $document, hash = $hash
            WHERE id = $id;
            DELETE FROM alias WHERE ticket = $id;
            DELETE FROM unit WHERE ticket = $id;
            INSERT OR IGNORE INTO alias(ticket, name) SELECT $id, value FROM json_each($aliases);
            INSERT OR IGNORE INTO unit(ticket, host, work)
                SELECT $id, value ->> 0, value ->> 1 FROM json_each($units);
            """;
        AddColumns(command, ticket);
        command.Parameters.AddWithValue("$id", id);
        command.Parameters.AddWithValue("$document", document);
        command.Parameters.AddWithValue("$hash", TicketDocument.Hash(id, document));
        command.Parameters.AddWithValue("$aliases", System.Text.Json.JsonSerializer.Serialize(ticket.Draft.Alias));
        command.Parameters.AddWithValue(
            "$units",
            System.Text.Json.JsonSerializer.Serialize(ticket.Draft.Unit.Select(unit => new[] { unit.Host, unit.Work })));
        command.ExecuteNonQuery();
        return ticket with { Id = id.ToString(CultureInfo.InvariantCulture), Number = TicketNumber.Format(id) };
    }

    private static void AddColumns(SqliteCommand command, StoredTicket ticket)
    {
        command.Parameters.AddWithValue("$key", ticket.Draft.Key);
        command.Parameters.AddWithValue("$kind", ticket.Draft.Content.GroupKind);
        command.Parameters.AddWithValue("$value", ticket.Draft.Content.GroupValue);
        command.Parameters.AddWithValue("$state", (int)ticket.State);
        command.Parameters.AddWithValue("$team", ticket.Draft.Team);
    }

    private async Task<T> RunAsync<T>(Func<SqliteConnection, T> step, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isEnded, this);
        try
        {
            return await _connection.RunAsync(step, cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException exception)
        {
            // A half-done step must not be committed by a caller that goes on.
            await DisposeAsync().ConfigureAwait(false);
            throw StoreFailure.Translate(exception, _connection.Path);
        }
    }
}
