using System.Globalization;
using System.Text.Json;
using SecAutomation.Testing;

namespace SecAutomation.Commands.Tests.Trackers;

/// <summary>A ticket product of <c>tests/Servers</c>, as scripts connect to it, and asked in its own words.</summary>
internal sealed class RealProduct
{
    private readonly TestServer _server;
    private readonly bool _isRedmine;

    private RealProduct(TestServer server, bool isRedmine) => (_server, _isRedmine) = (server, isRedmine);

    public Uri Url => new(_server["URL"]);

    /// <summary>Registers the connection <c>t</c>; it sees <see cref="Variables"/>.</summary>
    public string Connect => _isRedmine
        ? $"$null = Register-SecConnection -Name t -Connector Redmine -Url $env:SA_URL -Setting @{{ project = '{_server["PROJECT"]}'; team = '{_server["TEAM"]}' }} -SecretSource env:SA_KEY"
        : $"$null = Register-SecConnection -Name t -Connector RequestTracker -Url $env:SA_URL -Setting @{{ queue = '{_server["QUEUE"]}' }} -SecretSource env:SA_KEY";

    /// <summary>The product; skips the test where it was not started.</summary>
    /// <param name="product">RequestTracker or Redmine.</param>
    public static RealProduct Require(string product) => new(TestServer.Require(product.ToUpperInvariant(), Assert.Skip), product == "Redmine");

    /// <summary>What a script needs.</summary>
    /// <param name="hosts">The hosts of its run.</param>
    /// <param name="url">Where it finds the product; null: where it is.</param>
    public Dictionary<string, string> Variables(IEnumerable<string> hosts, Uri? url = null) => new(StringComparer.Ordinal)
    {
        ["SA_URL"] = (url ?? Url).AbsoluteUri,
        ["SA_KEY"] = _server[_isRedmine ? "API_KEY" : "TOKEN"],
        ["SA_HOSTS"] = string.Join(',', hosts),
    };

    /// <summary>The hosts of the open tickets whose title holds a text. The product itself is asked, in its own words and not through the module.</summary>
    /// <param name="mark">The text.</param>
    public async Task<IReadOnlyList<string>> OpenHostsAsync(string mark)
    {
        const int Page = 100;
#pragma warning disable RS0030 // Past the door on purpose: the module is not to be its own witness.
        using var client = new HttpClient { BaseAddress = Url };
#pragma warning restore RS0030
        if (_isRedmine)
            client.DefaultRequestHeaders.Add("X-Redmine-API-Key", _server["API_KEY"]);
        else
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "token " + _server["TOKEN"]);

        List<string> hosts = [];
        for (int page = 1; ; page++)
        {
            string address = _isRedmine
                ? string.Create(CultureInfo.InvariantCulture, $"issues.json?subject=~{mark}&status_id=open&sort=id&limit={Page}&offset={(page - 1) * Page}")
                : string.Create(CultureInfo.InvariantCulture, $"REST/2.0/tickets?query={Uri.EscapeDataString($"Subject LIKE '{mark}' AND Status = '__Active__'")}&fields=Subject&per_page={Page}&page={page}");
            using JsonDocument answer = JsonDocument.Parse(await client.GetStringAsync(address));
            string[] got = _isRedmine
                ? [.. answer.RootElement.GetProperty("issues").EnumerateArray().Select(issue => issue.GetProperty("subject").GetString()!)]
                : [.. answer.RootElement.GetProperty("items").EnumerateArray().Select(ticket => ticket.GetProperty("Subject").GetString()!)];
            hosts.AddRange(got.Select(title => title.Split(':')[0]));
            if (got.Length < Page)
                return [.. hosts.Order(StringComparer.Ordinal)];
        }
    }
}
