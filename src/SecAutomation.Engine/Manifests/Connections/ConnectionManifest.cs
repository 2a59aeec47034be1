using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests.Batches;
using SecAutomation.Engine.Manifests.Settings;
using SecAutomation.Engine.Resilience;

namespace SecAutomation.Engine.Manifests.Connections;

/// <summary>How a connector reaches its product.</summary>
public sealed class ConnectionManifest
{
    /// <summary>What a connection is told when it is registered, in the order of the file.</summary>
    public IReadOnlyList<ConnectorSetting> Setting { get; init; } = [];

    /// <summary>The address where the user gives none; null: the user has to.</summary>
    public Uri? DefaultUrl { get; init; }

    /// <summary>What an address looks like, for people; empty where there is a default.</summary>
    public string ExampleUrl { get; init; } = "";

    /// <summary>The schemes of its addresses where it does not speak HTTP; empty: https.</summary>
    public IReadOnlyList<string> Scheme { get; init; } = [];

    /// <summary>The port of an address that names none; null: that of its scheme.</summary>
    public int? Port { get; init; }

    /// <summary>The path below the address that all requests begin with; empty: none.</summary>
    public string BasePath { get; init; } = "";

    /// <summary>How connections prove who they are.</summary>
    public required AuthenticationManifest Authentication { get; init; }

    /// <summary>How often and how patiently a request is tried.</summary>
    public RetryDefinition Retry { get; init; } = new();

    /// <summary>How many requests the product takes; null: not known.</summary>
    public RateLimit? Limit { get; init; }

    /// <summary>How many requests the product takes from a connection that has a setting, such as a key.</summary>
    public IReadOnlyDictionary<string, RateLimit> LimitWith { get; init; } = new Dictionary<string, RateLimit>(StringComparer.Ordinal);

    /// <summary>How many requests may be under way at once where the user does not say. 4.</summary>
    public int Parallelism { get; init; } = 4;

    /// <summary>How several requests travel in one; null where the product takes each by itself.</summary>
    public BundleManifest? Bundle { get; init; }

    /// <summary>What the product means by the answers that refuse, the first that fits.</summary>
    public IReadOnlyList<ErrorRule> Error { get; init; } = [];

    /// <summary>How a connection is tested.</summary>
    public ConnectionTest Test { get; init; } = new();
}
