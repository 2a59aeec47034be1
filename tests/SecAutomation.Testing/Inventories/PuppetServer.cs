using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace SecAutomation.Testing.Inventories;

/// <summary>A real PuppetDB, to which nodes are reported as their agents do.</summary>
/// <param name="url">Where it is.</param>
public sealed class PuppetServer(Uri url) : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    private readonly HttpClient _client = new(new SocketsHttpHandler()) { BaseAddress = url, Timeout = s_patience };

    /// <summary>Reports nodes that are not there yet, and waits until they can be asked for: PuppetDB takes them into a queue.</summary>
    public async Task ReportAsync(IReadOnlyList<PuppetNode> nodes, CancellationToken cancellationToken)
    {
        HashSet<string> known = [.. await CertNamesAsync(cancellationToken)];
        PuppetNode[] missing = [.. nodes.Where(node => !known.Contains(node.CertName))];
        await Parallel.ForEachAsync(missing, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken }, async (node, token) => await ReportAsync(node, token));

        DateTimeOffset end = TimeProvider.System.GetUtcNow() + s_patience;
        while (!nodes.All(node => known.Contains(node.CertName)))
        {
            if (TimeProvider.System.GetUtcNow() > end)
                throw new TimeoutException($"PuppetDB took in {known.Count} nodes within {s_patience}.");
            await Task.Delay(500, cancellationToken);
            known = [.. await CertNamesAsync(cancellationToken)];
        }
    }

    /// <summary>Asks a question as it stands.</summary>
    /// <returns>The status.</returns>
    public async Task<int> AskAsync(string question, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await _client.PostAsJsonAsync("pdb/query/v4", new { query = question }, cancellationToken);
        return (int)answer.StatusCode;
    }

    public void Dispose() => _client.Dispose();

    // What has packages has facts as well, and they come last.
    private async Task<IEnumerable<string>> CertNamesAsync(CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await _client.PostAsJsonAsync("pdb/query/v4", new { query = "package_inventory[certname]{ group by certname }" }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        using JsonDocument names = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
        return [.. names.RootElement.EnumerateArray().Select(row => row.GetProperty("certname").GetString()!)];
    }

    private async Task ReportAsync(PuppetNode node, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await _client.PostAsJsonAsync(
            $"pdb/cmd/v1?command=replace_facts&version=5&certname={Uri.EscapeDataString(node.CertName)}",
            new
            {
                certname = node.CertName,
                environment = "production",
                producer = "puppet.example",
                producer_timestamp = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                values = new
                {
                    networking = new { hostname = node.HostName, fqdn = node.Fqdn, ip = node.Address },
                    os = new { name = "Debian", distro = new { description = "Debian GNU/Linux 12 (bookworm)" }, release = new { full = "12.11" } },
                    dmi = new { product = new { serial_number = node.SerialNumber, uuid = node.Uuid } },
                },
                package_inventory = node.Package.Select(package => new[] { package.Name, package.Version, "apt" }),
            },
            cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
