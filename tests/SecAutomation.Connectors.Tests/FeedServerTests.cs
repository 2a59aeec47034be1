using SecAutomation.Engine.Manifests.Connections;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Resilience;

namespace SecAutomation.Connectors.Tests;

/// <summary>What the manifests of the feeds say of their servers.</summary>
public sealed class FeedServerTests
{
    [Fact]
    public void Every_feed_has_one_official_address_that_needs_no_account()
    {
        foreach (FeedKind feed in Enum.GetValues<FeedKind>())
        {
            StreamManifest stream = ConnectorFolders.Catalog.Stream.Where(stream => stream.Feed == feed && stream.Live is not null).ShouldHaveSingleItem(feed.ToString());
            ConnectionManifest connection = ConnectorFolders.Catalog.Find(stream.Connector).Connection.ShouldNotBeNull();
            connection.DefaultUrl.ShouldNotBeNull().Scheme.ShouldBe("https");
            connection.Setting.ShouldAllBe(setting => !setting.IsRequired);
        }
    }

    [Fact]
    public void NVD_is_asked_five_times_in_thirty_seconds_and_fifty_times_with_a_key()
    {
        ConnectionManifest connection = ConnectorFolders.Catalog.Find("Nvd").Connection!;

        connection.Limit.ShouldBe(new RateLimit(5, TimeSpan.FromSeconds(30)));
        connection.LimitWith.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("apiKey", new RateLimit(50, TimeSpan.FromSeconds(30))));
    }
}
