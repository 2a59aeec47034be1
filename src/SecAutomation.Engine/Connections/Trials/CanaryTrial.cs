using System.Globalization;
using System.Runtime.CompilerServices;
using SecAutomation.Engine.Actions;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Streams;

namespace SecAutomation.Engine.Connections.Trials;

/// <summary>
/// Whether a search for what cannot exist finds nothing: a server that ignores what it is asked answers with everything, and then nothing that it says
/// can be relied on.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="observer">Hears what happens.</param>
/// <param name="time">The clock.</param>
public sealed class CanaryTrial(LiveConnection connection, IHttpObserver observer, TimeProvider time)
{
    private const string Check = "Canary";

    /// <summary>The answers, each when it is known.</summary>
    /// <param name="cancellationToken">Ends the trial.</param>
    public async IAsyncEnumerable<ConnectionCheck> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (connection.Connector.Stream.Any(stream => stream.Gives == StreamOutput.Assets && stream.Live is not null))
            yield return await SearchHostAsync(cancellationToken).ConfigureAwait(false);

        if (connection.Connector.Tracker is not null)
            yield return await SearchTicketAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<ConnectionCheck> SearchHostAsync(CancellationToken cancellationToken)
    {
        var answer = new ConnectionCheck { Connection = connection.Name, Check = Check, Subject = "host" };
        if (!connection.Connector.Stream.Any(stream => stream.Live?.Batch is not null))
            return answer with { Outcome = CheckOutcome.NotChecked, Detail = "The connector searches for no host: the inventory is always read whole." };

        // 12 random digits in a domain that is set apart for examples.
        string name = string.Create(CultureInfo.InvariantCulture, $"canary{System.Security.Cryptography.RandomNumberGenerator.GetInt32(100_000, 999_999)}{System.Security.Cryptography.RandomNumberGenerator.GetInt32(100_000, 999_999)}");
        InventoryRead read = await new LiveStreams(connection, ReadLimits.Default, time).ReadAssetsAsync(
            [new HostIdentity { ComputerName = name, Fqdn = name + ".invalid", IPAddress = ["192.0.2.254"] }], new TrialObserver(observer), cancellationToken).ConfigureAwait(false);
        if (read.Failure is { } failure)
            return InterviewTrial.Failed(answer, failure);

        return read.Received == 0
            ? answer with { Detail = $"A search for {name}, which cannot exist, finds nothing." }
            : answer with
            {
                Outcome = CheckOutcome.Warning,
                Detail = string.Create(CultureInfo.InvariantCulture, $"A search for {name}, which cannot exist, finds {read.Received} records. Each is compared here, so that no host is mistaken, and searches take longer."),
                NextStep = "Check the product's version, and whether the account may search.",
            };
    }

    private async Task<ConnectionCheck> SearchTicketAsync(CancellationToken cancellationToken)
    {
        var answer = new ConnectionCheck { Connection = connection.Name, Check = Check, Subject = "ticket" };
        try
        {
            using var actions = new TicketActions(connection, observer);
            await actions.PrepareAsync([], cancellationToken).ConfigureAwait(false);
            return answer with
            {
                Detail = actions.AreFieldsSeen
                    ? "The fields of tickets are there, and a search for a key that cannot exist finds nothing."
                    : $"A search for a key that cannot exist finds nothing. Which fields a ticket has differs from one {actions.TeamKind} to another, and the connection names none: they are looked at for the team of each ticket before it is made.",
            };
        }
        catch (FailureException failure)
        {
            return InterviewTrial.Failed(answer, failure);
        }
    }
}
