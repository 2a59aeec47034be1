using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SecAutomation.Testing.Inventories;

/// <summary>A real Icinga 2, to which hosts are added.</summary>
public sealed class IcingaServer : IDisposable
{
    private readonly HttpClient _client;

    /// <summary>Connects to the server that <c>tests/Servers</c> started.</summary>
    public IcingaServer(TestServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, TrustMode = X509ChainTrustMode.CustomRootTrust };
        policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(server["AUTHORITY"]));
        _client = new HttpClient(new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } }) { BaseAddress = new Uri(server["URL"]) };
        _client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{server["USER"]}:{server["PASSWORD"]}")));
        _client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    /// <summary>Adds a host, where it is not there yet.</summary>
    public async Task AddAsync(string name, string address, string system, CancellationToken cancellationToken, string displayName = "")
    {
        using HttpResponseMessage answer = await _client.PutAsJsonAsync(
            $"v1/objects/hosts/{Uri.EscapeDataString(name)}",
            new { attrs = new { address, display_name = displayName.Length > 0 ? displayName : name, check_command = "noop", enable_active_checks = false, vars = new { os = system, owner = "Web Operations" } } },
            cancellationToken);
        string said = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK && !said.Contains("already exists", StringComparison.Ordinal))
            throw new InvalidOperationException($"Icinga 2 did not take {name}: {said}");
    }

    public void Dispose() => _client.Dispose();
}
