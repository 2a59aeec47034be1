using SecAutomation.Testing;
using SecAutomation.Testing.Inventories;

namespace SecAutomation.Commands.Tests.Inventories;

/// <summary>A real PuppetDB with a thousand nodes and their packages, and some that are odd, loaded once for all tests.</summary>
public sealed class PuppetNodes : IAsyncLifetime
{
    public const int Count = 1000;

    public static PuppetNode Odd { get; } = new("agent-0815")
    {
        HostName = "ODD01", Fqdn = "ODD01.puppet.example", Address = "10.78.0.1", SerialNumber = "ODD-1", Uuid = "4C4C4544-0051-4810-8057-ABCDEF000001", Package = [("openssl", "3.0.15-1")],
    };

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("SECAUTOMATION_PUPPETDB_URL") is not { } url)
            return;
        using var server = new PuppetServer(new Uri(url));
        await server.ReportAsync([Odd, .. Enumerable.Range(1, Count).Select(PuppetNode.Numbered)], CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The server; skips the test where there is none.</summary>
    public static Uri Require() => new(TestServer.Require("PUPPETDB", Assert.Skip)["URL"]);
}
