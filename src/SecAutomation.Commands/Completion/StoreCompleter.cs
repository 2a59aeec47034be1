using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SecAutomation.Storage;

namespace SecAutomation.Commands.Completion;

/// <summary>Completes a value from the tickets of the store that the command line names.</summary>
public abstract class StoreCompleter : IArgumentCompleter
{
    private const string StorePath = "StorePath";

    // Nobody waits longer than this for a Tab.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? "").Trim('\'', '"');
        var pattern = new WildcardPattern(word + "*", WildcardOptions.IgnoreCase);
        return Read(fakeBoundParameters).SelectMany(Values)
            .Concat(KnownAnyway)
            .Where(value => pattern.IsMatch(value.Text))
            .DistinctBy(value => value.Text, StringComparer.OrdinalIgnoreCase)
            .OrderBy(value => value.Text, StringComparer.OrdinalIgnoreCase)
            .Select(value => new CompletionResult(
                CompletedText.Quote(value.Text), value.Text, CompletionResultType.ParameterValue, value.ToolTip));
    }

    /// <summary>The values of one ticket.</summary>
    private protected abstract IEnumerable<(string Text, string ToolTip)> Values(StoredTicket ticket);

    /// <summary>The values that need no ticket.</summary>
    private protected virtual IEnumerable<(string Text, string ToolTip)> KnownAnyway => [];

    private static IReadOnlyList<StoredTicket> Read(IDictionary? bound)
    {
        try
        {
            string path = bound?[StorePath] is { } named ? Resolve(named.ToString() ?? "") : TicketStore.DefaultPath;
            using var patience = new CancellationTokenSource(s_patience);
            return Task.Run(
                async () =>
                {
                    var options = new TicketStoreOptions { BusyWait = s_patience };
                    TicketStore store = await TicketStore.OpenAsync(path, options, patience.Token).ConfigureAwait(false);
                    await using (store.ConfigureAwait(false))
                        return await store.FindAsync(TicketQuery.All, patience.Token).ConfigureAwait(false);
                },
                patience.Token).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is FailureException or OperationCanceledException
            or RuntimeException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // There is nobody to tell while a command is being typed; running it tells.
            return [];
        }
    }

    internal static string Resolve(string path) =>
        ScriptBlock.Create("param($path) $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($path)")
            .InvokeReturnAsIs(path) is { } resolved
            ? resolved.ToString() ?? path
            : path;
}
