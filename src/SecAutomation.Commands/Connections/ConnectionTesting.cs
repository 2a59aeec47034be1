using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Connections.Trials;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Commands.Connections;

/// <summary>The test of one connection: what can be asked from the pipeline's thread is asked first, all else on a worker.</summary>
internal sealed class ConnectionTesting
{
    private readonly ConnectionRegistration _registration;
    private readonly TimeProvider _time;
    private readonly List<ConnectionCheck> _local = [];
    private IReadOnlyList<X509Certificate2> _authority = [];
    private LiveConnection? _live;
    private LedgerServer? _ledger;

    private ConnectionTesting(ConnectionRegistration registration, TimeProvider time) => (_registration, _time) = (registration, time);

    /// <summary>Looks for the connection, its certificate authorities and its secrets.</summary>
    /// <exception cref="FailureException">There is no such connection.</exception>
    public static ConnectionTesting Begin(PSCmdlet cmdlet, string name, TimeProvider time)
    {
        ConnectionRegistration registration = ConnectionRegistry.Find(name);
        var testing = new ConnectionTesting(registration, time);
        var secret = new ConnectionCheck { Connection = registration.Name, Check = "Secret" };
        try
        {
            testing._authority = [.. registration.CertificateAuthority.SelectMany(CertificateAuthorityFile.Read)];
            if (ConnectorSource.Find(registration.Connector).KeepsLedger)
                testing._ledger = LedgerPlace.Server(ConnectionRegistry.Read(registration.Name, ConnectorSource.Find, new SecretSession(cmdlet)));
            else
                testing._live = ConnectionUse.Open(cmdlet, registration.Name, role: null, time);

            testing._local.Add(secret with
            {
                Detail = registration.Secret.Count == 0 ? "It needs none." : $"All are there: {string.Join(", ", registration.Secret.Select(one => one.ToString()))}.",
            });
        }
        catch (FailureException failure)
        {
            testing._local.Add(InterviewTrial.Failed(secret, failure));
        }

        return testing;
    }

    /// <summary>Asks, and writes each answer when it is known.</summary>
    public async Task<bool> RunAsync(int sampleSize, IPipelineWriter writer, CancellationToken token)
    {
        bool isReached = true;
        await foreach (ConnectionCheck check in new ReachTrial(_registration, _authority, _live?.Settings.ClientCertificate ?? [], _time).RunAsync(token).ConfigureAwait(false))
        {
            isReached &= check.Outcome != CheckOutcome.Failed;
            writer.Output(check);
        }

        foreach (ConnectionCheck check in _local)
            writer.Output(check);

        if (_ledger is not null && isReached)
        {
            IReadOnlyList<ConnectionCheck> answers = await new LedgerTesting(_registration.Name, _ledger, _time).AskAsync(token).ConfigureAwait(false);
            foreach (ConnectionCheck check in answers)
                writer.Output(check);

            return answers.All(check => check.Outcome != CheckOutcome.Failed);
        }

        if (_live is null || !isReached)
        {
            writer.Output(new ConnectionCheck
            {
                Connection = _registration.Name,
                Check = "Credential",
                Outcome = CheckOutcome.NotChecked,
                Detail = _live is null && _ledger is null ? "The connection cannot be opened." : "The server cannot be reached.",
            });
            return false;
        }

        var observer = new HttpObserver(writer);
        var interview = new InterviewTrial(_live, observer, _time);
        await foreach (ConnectionCheck check in interview.RunAsync(token).ConfigureAwait(false))
            writer.Output(check);

        bool isAccepted = !interview.IsRefused;
        if (isAccepted)
        {
            await foreach (ConnectionCheck check in new TeamTrial(_live, observer).RunAsync(token).ConfigureAwait(false))
                writer.Output(check);
            await foreach (ConnectionCheck check in new CanaryTrial(_live, observer, _time).RunAsync(token).ConfigureAwait(false))
                writer.Output(check);
        }

        if (isAccepted && sampleSize > 0)
        {
            await foreach (ConnectionCheck check in new SampleTrial(_live, sampleSize, observer, _time).RunAsync(token).ConfigureAwait(false))
                writer.Output(check);
        }

        // The next use reads the secret anew, so that a mended one counts at once.
        if (!isAccepted)
            ConnectionRegistry.Forget(_registration.Name);

        return isAccepted;
    }
}
