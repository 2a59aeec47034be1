using System.Management.Automation;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Commands.Reading;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Manifests;
using SecAutomation.Remediation.Identity;

namespace SecAutomation.Commands.Connections;

/// <summary>Gets a process ready for its first call over a connection, once, on a thread of its own: what it needs is compiled while the user goes on.</summary>
internal static class FirstCall
{
    private const string Host = "host.example";

    private static int s_isBegun;

    /// <summary>Begins, unless that was done. Nothing is sent, and nobody waits for it.</summary>
    /// <param name="connection">The connection of the call. One to a scanner alone needs none: its exports take so long that nobody would notice.</param>
    public static void Prepare(ConnectionRegistration connection)
    {
        if (!connection.Role.Contains(nameof(ConnectorRole.Inventory), StringComparer.OrdinalIgnoreCase) && !connection.Role.Contains(nameof(ConnectorRole.Tracker), StringComparer.OrdinalIgnoreCase))
            return;

        // What goes wrong stays in the task: the call that it was to prepare says what is wrong. The pool has no thread to spare for so long.
        if (Interlocked.Exchange(ref s_isBegun, 1) == 0)
            _ = Task.Factory.StartNew(RehearseAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Looks a host up in an inventory that is not there.</summary>
    /// <returns>The answer.</returns>
    internal static async Task<AssetMatch> RehearseAsync()
    {
        TimeProvider time = TimeProvider.System;
        LiveConnection connection = Rehearsal.Open(time);
        await using (connection.ConfigureAwait(false))
        {
            // The end first: a call that is made meanwhile begins at the beginning, and each finds ready what the other has done.
            var silence = new Silence();
            IReadOnlyList<Asset> read = await Rehearsal.ReadAsync(connection, new ReadObserver(silence, connection.Name, 0, time)).ConfigureAwait(false);
            AssetIndex.Build([new InventoryView(connection.Name, read, IsComplete: true)], new MatchRules()).Match(Host, time.GetUtcNow());
            AssetIndex index = await new InventoryReading(silence, time)
                .IndexAsync([], null, new InventoryProducts([connection], [new HostIdentity { ComputerName = Host, Fqdn = Host }]), new MatchRules(), CancellationToken.None).ConfigureAwait(false);
            return index.Match(Host, time.GetUtcNow());
        }
    }

    private sealed class Silence : IPipelineWriter
    {
        public void Output(object value)
        {
        }

        public void Error(ErrorRecord error)
        {
        }

        public void Warning(string message)
        {
        }

        public void Verbose(string message)
        {
        }

        public void Debug(string message)
        {
        }

        public void Information(InformationRecord information)
        {
        }

        public void Progress(ProgressRecord progress)
        {
        }

        public Task<ChangeAnswer> ShouldProcessAsync(string target, string action) => Task.FromResult(ChangeAnswer.No);

        public Task<bool> ShouldContinueAsync(string query, string caption) => Task.FromResult(false);
    }
}
