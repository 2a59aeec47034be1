using System.Globalization;
using System.Runtime.InteropServices;

namespace SecAutomation.Storage.Tests;

/// <summary>Runs the tests, or, started by a test, is the other process on a store.</summary>
internal static partial class Program
{
    public const string OtherProcess = "other-process";

    private const int FileSizeResource = 1;

    public static async Task<int> Main(string[] args)
    {
        if (args is not [OtherProcess, var task, var path, .. var rest])
        {
            return args.Contains("-automated") || args.Contains("@@")
                ? await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args)
                : await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
        }

        try
        {
            await (task switch
            {
                "create" => CreateMissingAsync(path),
                "try" => TryAsync(path),
                "hang" => HangAsync(path),
                "fill" => FillAsync(path, long.Parse(rest[0], CultureInfo.InvariantCulture)),
                _ => throw new ArgumentException($"No such task: {task}", nameof(args)),
            });
        }
        catch (FailureException failure)
        {
            await Console.Out.WriteLineAsync($"{failure.Id} {failure.Message}");
        }

        return 0;
    }

    /// <summary>What a run does: looks for the ticket of each host inside the transaction, and creates the missing ones.</summary>
    private static async Task CreateMissingAsync(string path)
    {
        await using TicketStore store = await TicketStore.OpenAsync(path, new TicketStoreOptions(), CancellationToken.None);
        int created = 0;
        for (int i = 0; i < 20; i++)
        {
            created += await CreateMissingAsync(store, $"host{i}") ? 1 : 0;
        }

        await Console.Out.WriteLineAsync($"created {created}");
    }

    public static async Task<bool> CreateMissingAsync(TicketStore store, string host)
    {
        await using TicketTransaction transaction = await store.BeginAsync(CancellationToken.None);
        if ((await transaction.FindAsync(new TicketQuery { Alias = [host] }, CancellationToken.None)).Count > 0)
        {
            return false;
        }

        await transaction.CreateAsync(StoreFolder.Draft(host, "CVE-2021-44228"), StoreFolder.Now, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <summary>Begins a transaction, if nobody else has one.</summary>
    private static async Task TryAsync(string path)
    {
        TicketStoreOptions options = new() { BusyWait = TimeSpan.Zero };
        await using TicketStore store = await TicketStore.OpenAsync(path, options, CancellationToken.None);
        await using TicketTransaction transaction = await store.BeginAsync(CancellationToken.None);
        await Console.Out.WriteLineAsync("begun");
    }

    /// <summary>Writes so much that SQLite writes into the file before the commit, and waits to be killed.</summary>
    private static async Task HangAsync(string path)
    {
        await using TicketStore store = await TicketStore.OpenAsync(path, new TicketStoreOptions(), CancellationToken.None);
        await using TicketTransaction transaction = await store.BeginAsync(CancellationToken.None);
        for (int i = 0; i < 10; i++)
        {
            TicketDraft draft = StoreFolder.Draft($"half{i}", "CVE-2021-44228") with { Text = new string('x', 2_000_000) };
            await transaction.CreateAsync(draft, StoreFolder.Now, CancellationToken.None);
        }

        await Console.Out.WriteLineAsync("written");
        await Task.Delay(Timeout.Infinite);
    }

    /// <summary>Writes tickets under a limit of the file's size until something gives.</summary>
    private static async Task FillAsync(string path, long limit)
    {
        Limit size = new(limit, limit);
        if (SetLimit(FileSizeResource, in size) != 0)
        {
            throw new InvalidOperationException("The limit was refused.");
        }

        await using TicketStore store = await TicketStore.OpenAsync(path, new TicketStoreOptions(), CancellationToken.None);
        for (int i = 0; i < 1000; i++)
        {
            await using TicketTransaction transaction = await store.BeginAsync(CancellationToken.None);
            await transaction.CreateAsync(
                StoreFolder.Draft($"host{i}", "CVE-2021-44228") with { Text = new string('x', 20_000) }, StoreFolder.Now, CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
            await Console.Out.WriteLineAsync($"committed {i + 1}");
        }
    }

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(long Soft, long Hard);
}
