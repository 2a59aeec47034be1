using System.Globalization;
using SecAutomation.Testing;
using SecAutomation.Testing.Inventories;

namespace SecAutomation.Commands.Tests.Inventories;

/// <summary>A real Icinga 2 with a thousand hosts, added once for all tests.</summary>
public sealed class IcingaHosts : IAsyncLifetime
{
    public const int Count = 1000;

    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"Mon{number:D4}.icinga.example");

    public static string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"10.79.{number / 250}.{1 + (number % 250)}");

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("SECAUTOMATION_ICINGA2_URL") is null)
            return;
        using var server = new IcingaServer(Require());
        await Parallel.ForEachAsync(
            Enumerable.Range(1, Count),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (number, token) => await server.AddAsync(Name(number), Address(number), "Debian GNU/Linux 12", token));
        await server.AddAsync("shop front", "10.80.0.1", "Windows Server 2022", CancellationToken.None, "shop01");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The server; skips the test where there is none.</summary>
    public static TestServer Require() => TestServer.Require("ICINGA2", Assert.Skip);
}
