using SecAutomation.Engine.Connections.Trials;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Commands.Connections;

/// <summary>The questions of Test-SecConnection to a database that keeps a ledger. Nothing is made or changed.</summary>
/// <param name="connection">The connection's name.</param>
/// <param name="server">The database.</param>
/// <param name="time">The clock.</param>
internal sealed class LedgerTesting(string connection, LedgerServer server, TimeProvider time)
{
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(1);

    /// <summary>The answers.</summary>
    public async Task<IReadOnlyList<ConnectionCheck>> AskAsync(CancellationToken token)
    {
        LedgerServerFacts facts;
        try
        {
            facts = await TicketLedger.InspectServerAsync(server, token).ConfigureAwait(false);
        }
        catch (FailureException failure)
        {
            bool isTls = failure.Id == FailureId.CertificateInvalid;
            return [InterviewTrial.Failed(Answer(isTls ? "Tls" : "Credential"), failure)];
        }

        return
        [
            facts.Encryption is { } cipher
                ? Answer("Tls") with { Detail = server.RequiresTls ? $"{cipher}; the certificate of {server.Host} is trusted." : $"{cipher}; on this machine the certificate is not asked for." }
                : Answer("Tls") with { Outcome = CheckOutcome.Warning, Detail = "Nothing is encrypted. That is taken for this machine alone." },
            Answer("Credential") with { Detail = $"The server accepts it and knows it as {facts.UserName}." },
            Answer("Version") with { Detail = $"The server is version {facts.Version}." },
            Right(facts),
            Ledger(facts),
            InterviewTrial.Compared(
                Answer("Clock"), time.GetUtcNow() - facts.Time, s_skew, "Let a time service keep both clocks: machines that share a ledger tell by their clocks whether a claim is still good."),
        ];
    }

    private ConnectionCheck Right(LedgerServerFacts facts)
    {
        bool isEnough = facts.MayWrite ?? facts.MayCreate;
        return Answer("Right") with
        {
            Subject = facts.LedgerVersion is null && facts.MayWrite is null ? "make the tables" : "read and write the tables",
            Outcome = isEnough ? CheckOutcome.Passed : CheckOutcome.Failed,
            Detail = isEnough ? "The account may do it." : facts.Schema is null ? "There is no schema that the account may use." : $"The account may not, in the schema {facts.Schema}.",
            NextStep = isEnough ? "" : "Give the role a schema of its own, or the rights on the tables.",
            ErrorId = isEnough ? "" : nameof(FailureId.PermissionMissing),
        };
    }

    private ConnectionCheck Ledger(LedgerServerFacts facts) => facts.LedgerVersion switch
    {
        null => Answer("Ledger") with { Detail = "There is none yet; the first run makes it." },
        { } version when version > facts.KnownVersion => Answer("Ledger") with
        {
            Outcome = CheckOutcome.Failed,
            Detail = $"It has version {version}; this SecAutomation knows versions up to {facts.KnownVersion}.",
            NextStep = "Update SecAutomation on this machine.",
            ErrorId = nameof(FailureId.StoreTooNew),
        },
        { } version => Answer("Ledger") with { Detail = version < facts.KnownVersion ? $"It has version {version}; the next run brings it to version {facts.KnownVersion}." : $"It has version {version}." },
    };

    private ConnectionCheck Answer(string check) => new() { Connection = connection, Check = check };
}
