using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SecAutomation.Storage;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Commands.Completion;

/// <summary>Completes the ids of runs, the newest first.</summary>
public sealed class RunCompleter : IArgumentCompleter
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? "").Trim('\'', '"');
        return
        [
            .. Read(fakeBoundParameters).Where(run => run.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                .Select(run => new CompletionResult(run.Id, run.Id, CompletionResultType.ParameterValue, run.ToString())),
        ];
    }

    private static IReadOnlyList<RemediationRun> Read(IDictionary? bound)
    {
        try
        {
            string file = TicketLedger.BesideStore(bound?["StorePath"] is { } named ? StoreCompleter.Resolve($"{named}") : TicketStore.DefaultPath);
            if (!File.Exists(file))
                return [];

            using var patience = new CancellationTokenSource(s_patience);
            return Task.Run(
                async () =>
                {
                    TicketLedger ledger = await TicketLedger.OpenFileAsync(file, new LedgerOptions { BusyWait = s_patience }, patience.Token).ConfigureAwait(false);
                    await using (ledger.ConfigureAwait(false))
                        return await ledger.FindRunsAsync(null, withEntries: false, patience.Token).ConfigureAwait(false);
                },
                patience.Token).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is FailureException or OperationCanceledException or RuntimeException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // There is nobody to tell while a command is being typed; running it tells.
            return [];
        }
    }
}
