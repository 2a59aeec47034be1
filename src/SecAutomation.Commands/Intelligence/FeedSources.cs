using System.Collections;
using System.Management.Automation;
using System.Security;
using SecAutomation.Commands.Connections;
using SecAutomation.Commands.Transformation;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Manifests.Streams;

namespace SecAutomation.Commands.Intelligence;

/// <summary>Opens the connections of feeds: registered ones, or those of the official addresses.</summary>
internal static class FeedSources
{
    /// <summary>Opens them. Nothing is sent yet.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="feeds">Which feeds.</param>
    /// <param name="connections">Names of registered connections that give the address and the key of their feed.</param>
    /// <param name="addresses">Addresses by feed; null: the official ones.</param>
    /// <param name="key">The API key of feeds that know one; null: none.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="FailureException">A connection cannot be opened, or an address is none.</exception>
    public static IReadOnlyList<FeedSource> Open(
        PSCmdlet cmdlet, IEnumerable<FeedKind> feeds, IReadOnlyList<string> connections, IDictionary? addresses, SecureString? key, TimeProvider time)
    {
        Dictionary<FeedKind, Uri> address = Addresses(addresses);
        LiveConnection[] registered = [.. connections.Select(name => ConnectionUse.Open(cmdlet, name, "Intelligence", time))];
        return
        [
            .. feeds.Distinct().Select(feed =>
            {
                StreamManifest stream = ConnectorSource.Catalog.Stream.First(stream => stream.Feed == feed && stream.Live is not null);
                Uri? whole = address.GetValueOrDefault(feed);
                return Array.Find(registered, connection => string.Equals(connection.Connector.Name, stream.Connector, StringComparison.OrdinalIgnoreCase)) is { } known
                    ? new FeedSource(feed, stream, known, whole, IsOwn: false)
                    : new FeedSource(feed, stream, Open(stream, whole, key, time), whole, IsOwn: true);
            }),
        ];
    }

    private static LiveConnection Open(StreamManifest stream, Uri? address, SecureString? key, TimeProvider time)
    {
        ConnectorManifest connector = ConnectorSource.Catalog.Find(stream.Connector);
        Dictionary<string, Secret> secrets = new(StringComparer.Ordinal);
        if (key is not null && connector.Connection!.Setting.FirstOrDefault(setting => setting.IsSecret) is { } setting)
            secrets[setting.Name] = new Secret(key);

        return LiveConnection.Open(
            new ConnectionSettings
            {
                Name = stream.Connector,
                Connector = connector,
                // Records are asked for below the address, a list is the address itself.
                Url = address is null ? null : stream.Feed == FeedKind.CveRecord ? address : new Uri(address, "/"),
                Secret = secrets,
            },
            time);
    }

    private static Dictionary<FeedKind, Uri> Addresses(IDictionary? addresses)
    {
        Dictionary<FeedKind, Uri> read = [];
        foreach (DictionaryEntry entry in addresses ?? new Hashtable())
        {
            string name = $"{PropertyBag.Unwrap(entry.Key)}", text = $"{PropertyBag.Unwrap(entry.Value)}";
            if (!Enum.TryParse(name, ignoreCase: true, out FeedKind feed) || !Enum.IsDefined(feed))
                throw Wrong(name, $"-FeedUrl has no feed \"{name}\".", $"Use {string.Join(", ", Enum.GetNames<FeedKind>())}.");
            if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
                throw Wrong(name, $"\"{text}\", the address of {feed} in -FeedUrl, is no https address.", "Write it as https://mirror.example.com/feeds/kev.json; for a file use -Path.");

            read[feed] = address;
        }

        return read;
    }

    private static FailureException Wrong(string target, string message, string next) => new(FailureId.ValueInvalid, message, next, target);
}
