using System.Management.Automation;
using SecAutomation.Commands.Pipeline;
using SecAutomation.Storage;

namespace SecAutomation.Commands.Abstractions;

/// <summary>A cmdlet over the local ticket store.</summary>
public abstract class StoreCmdlet : SecCmdlet
{
    /// <summary>The file that keeps the tickets; one in the user's data folder where it is not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StorePath { get; set; }

    /// <summary>The full path of the file.</summary>
    private protected string StoreFile => FullPath(StorePath) ?? TicketStore.DefaultPath;

    /// <summary>Says where the tickets go where the user did not.</summary>
    private protected void WarnOfDefaultStore()
    {
        if (StorePath is null)
            WriteWarning($"No -StorePath was given: the tickets are kept in {StoreFile}.");
    }

    /// <summary>Works with the store on a worker, and writes what it writes until it ends.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="work">The work.</param>
    /// <returns>The result.</returns>
    private protected T UseStore<T>(Func<TicketStore, IPipelineWriter, CancellationToken, Task<T>> work)
    {
        string file = StoreFile;
        return Run(async (writer, token) =>
        {
            TicketStore store = await TicketStore
                .OpenAsync(file, new TicketStoreOptions { Time = Time }, token).ConfigureAwait(false);
            await using (store.ConfigureAwait(false))
                return await work(store, writer, token).ConfigureAwait(false);
        });
    }
}
