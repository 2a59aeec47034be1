using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Npgsql;
using SecAutomation.Storage.Ledger;
using SecAutomation.Testing;

namespace SecAutomation.Storage.Tests.Ledger;

[Trait("Category", "Server")]
public sealed class ServerLedgerTests : LedgerTests
{
    private readonly string _schema = $"ledger_{Guid.NewGuid():N}";
    private string _server = "";
    private string _authority = "";

    public override async ValueTask InitializeAsync()
    {
        TestServer server = TestServer.Require("POSTGRESQL", Assert.Skip);
        _server = new NpgsqlConnectionStringBuilder
        {
            Host = server["HOST"], Port = int.Parse(server["PORT"], System.Globalization.CultureInfo.InvariantCulture), Database = server["DATABASE"],
            Username = server["USER"], Password = server["PASSWORD"], Pooling = false,
        }.ToString();
        _authority = server["AUTHORITY"];
        await ExecuteAsync($"CREATE SCHEMA {_schema}");
    }

    public override async ValueTask DisposeAsync()
    {
        if (_server.Length > 0)
            await ExecuteAsync($"DROP SCHEMA {_schema} CASCADE");
    }

    [Fact]
    public async Task A_ledger_of_a_newer_version_is_refused()
    {
        await (await OpenAsync(Options)).DisposeAsync();
        await ExecuteAsync($"UPDATE {_schema}.ledger_version SET version = 99");

        (await Should.ThrowAsync<FailureException>(() => OpenAsync(Options))).Id.ShouldBe(FailureId.StoreTooNew);
    }

    [Fact]
    public async Task A_wrong_password_and_an_absent_server_are_told_apart_and_no_secret_is_shown()
    {
        FailureException refused = await Should.ThrowAsync<FailureException>(() => TicketLedger.OpenServerAsync(Server(password: "not-the-password"), Options, default));
        refused.Id.ShouldBe(FailureId.CredentialRefused);
        refused.Message.ShouldNotContain("not-the-password");

        (await Should.ThrowAsync<FailureException>(() => TicketLedger.OpenServerAsync(Server(port: 1), Options, default))).Id
            .ShouldBe(FailureId.ConnectionFailed);
    }

    [Fact]
    public async Task A_private_authority_that_is_named_is_trusted_and_the_wire_is_encrypted()
    {
        using X509Certificate2 authority = X509CertificateLoader.LoadCertificateFromFile(_authority);
        LedgerServer server = Server(host: "localhost", requiresTls: true, authority: authority);

        await (await TicketLedger.OpenServerAsync(server, Options, default)).DisposeAsync();

        (await TicketLedger.InspectServerAsync(server, default)).Encryption.ShouldNotBeNull().ShouldStartWith("TLSv1.");
    }

    [Fact]
    public async Task A_certificate_of_an_authority_that_nobody_named_is_refused()
    {
        using var key = RSA.Create(2048);
        CertificateRequest request = new("CN=Another authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using X509Certificate2 other = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));

        foreach (LedgerServer server in new[] { Server(host: "localhost", requiresTls: true), Server(host: "localhost", requiresTls: true, authority: other) })
            (await Should.ThrowAsync<FailureException>(() => TicketLedger.OpenServerAsync(server, Options, default))).Id.ShouldBe(FailureId.CertificateInvalid);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        using X509Certificate2 authority = X509CertificateLoader.LoadCertificateFromFile(_authority);

        (await Should.ThrowAsync<FailureException>(() => TicketLedger.OpenServerAsync(Server(requiresTls: true, authority: authority), Options, default))).Id
            .ShouldBe(FailureId.CertificateInvalid);
    }

    [Fact]
    public async Task A_server_tells_of_itself_and_of_its_ledger_before_and_after_there_is_one()
    {
        LedgerServerFacts before = await TicketLedger.InspectServerAsync(Server(), default);
        await (await OpenAsync(Options)).DisposeAsync();
        LedgerServerFacts after = await TicketLedger.InspectServerAsync(Server(), default);

        before.LedgerVersion.ShouldBeNull();
        before.MayCreate.ShouldBeTrue();
        before.Schema.ShouldBe(_schema);
        after.LedgerVersion.ShouldBe(after.KnownVersion);
        after.MayWrite.ShouldBe(true);
    }

    [Fact]
    public async Task Requests_that_another_open_transaction_has_taken_are_passed_over_and_not_waited_for()
    {
        await using TicketLedger ledger = await OpenAsync(Options with { BusyWait = TimeSpan.FromSeconds(5) });
        foreach (string host in new[] { "web01", "web02", "web03" })
        {
            TicketDraft draft = StoreFolder.Draft(host, "CVE-2021-44228");
            await ledger.ClaimAsync("tracker-1", draft, "run-1", "one", default);
            await ledger.IntendAsync("tracker-1", draft.Key, "one", default);
        }

        Time.Advance(TimeSpan.FromMinutes(6));
        await using NpgsqlConnection other = new(_server);
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using NpgsqlTransaction open = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using NpgsqlCommand take = other.CreateCommand();
#pragma warning disable CA2100 // The schema is a name that this class made.
        take.CommandText = $"SELECT key FROM {_schema}.intent ORDER BY key LIMIT 1 FOR UPDATE SKIP LOCKED";
#pragma warning restore CA2100
        (await take.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe("sa1-web01");

        string.Join(' ', (await ledger.TakeAbandonedAsync("tracker-1", "two", 10, default)).Select(one => one.Key)).ShouldBe("sa1-web02 sa1-web03");
        (await take.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe("sa1-web01");
        await open.RollbackAsync(TestContext.Current.CancellationToken);

        (await ledger.TakeAbandonedAsync("tracker-1", "three", 10, default)).ShouldHaveSingleItem().Key.ShouldBe("sa1-web01");
    }

    [Fact]
    public async Task A_ledger_that_another_transaction_holds_for_too_long_is_busy()
    {
        await using TicketLedger ledger = await OpenAsync(Options with { BusyWait = TimeSpan.FromMilliseconds(200) });
        await using NpgsqlConnection other = new(_server);
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using NpgsqlTransaction open = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using NpgsqlCommand take = other.CreateCommand();
#pragma warning disable CA2100 // The schema is a name that this class made.
        take.CommandText = $"LOCK TABLE {_schema}.ticket IN ACCESS EXCLUSIVE MODE";
#pragma warning restore CA2100
        await take.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        TicketDraft draft = StoreFolder.Draft("web01", "CVE-2021-44228");

        FailureException failure = await Should.ThrowAsync<FailureException>(() => ledger.ClaimAsync("tracker-1", draft, "run-1", "one", default));
        await open.RollbackAsync(TestContext.Current.CancellationToken);

        failure.Id.ShouldBe(FailureId.StoreBusy);
        (await ledger.ClaimAsync("tracker-1", draft, "run-1", "one", default)).IsGiven.ShouldBeTrue();
    }

    protected override Task<TicketLedger> OpenAsync(LedgerOptions options) => TicketLedger.OpenServerAsync(Server(), options, CancellationToken.None);

    protected override Task MakeFirstVersionAsync(string statements) =>
        ExecuteAsync($"SET search_path TO {_schema}; {statements} CREATE TABLE ledger_version(version INTEGER NOT NULL); INSERT INTO ledger_version VALUES(1)");

    private LedgerServer Server(string? password = null, int? port = null, bool requiresTls = false, string? host = null, X509Certificate2? authority = null)
    {
        NpgsqlConnectionStringBuilder server = new(_server);
        return new LedgerServer
        {
            Host = host ?? server.Host!, Port = port ?? server.Port, Database = server.Database!, UserName = server.Username!, Password = password ?? server.Password,
            Schema = _schema, RequiresTls = requiresTls, Authority = authority is null ? [] : [authority],
        };
    }

    private async Task ExecuteAsync(string sql)
    {
        await using NpgsqlConnection connection = new(_server);
        await connection.OpenAsync();
        await using NpgsqlCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are made of constants and of names that this class made.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
