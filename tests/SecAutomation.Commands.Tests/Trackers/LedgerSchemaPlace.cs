using Npgsql;
using SecAutomation.Testing;

namespace SecAutomation.Commands.Tests.Trackers;

/// <summary>A schema of its own in the PostgreSQL of the tests, for one ledger.</summary>
internal sealed class LedgerSchemaPlace : IAsyncDisposable
{
    private readonly TestServer _server;
    private readonly string _schema = $"shared_{Guid.NewGuid():N}";

    private LedgerSchemaPlace(TestServer server) => _server = server;

    /// <summary>What a process needs to connect to it.</summary>
    public Dictionary<string, string> Variables => new(StringComparer.Ordinal)
    {
        ["SA_LEDGER"] = $"postgres://{_server["HOST"]}:{_server["PORT"]}/{_server["DATABASE"]}",
        ["SA_USER"] = _server["USER"],
        ["SA_PASSWORD"] = _server["PASSWORD"],
        ["SA_SCHEMA"] = _schema,
    };

    public static async Task<LedgerSchemaPlace> MakeAsync()
    {
        LedgerSchemaPlace place = new(TestServer.Require("POSTGRESQL", Assert.Skip));
        await place.ExecuteAsync($"CREATE SCHEMA {place._schema}");
        return place;
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync($"DROP SCHEMA {_schema} CASCADE");

    private async Task ExecuteAsync(string sql)
    {
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder
        {
            Host = _server["HOST"], Port = int.Parse(_server["PORT"], System.Globalization.CultureInfo.InvariantCulture), Database = _server["DATABASE"],
            Username = _server["USER"], Password = _server["PASSWORD"], Pooling = false,
        }.ToString());
        await connection.OpenAsync();
        await using NpgsqlCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are made of constants and of a name that this class made.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
