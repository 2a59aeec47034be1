using System.Net;
using System.Security.Cryptography.X509Certificates;
using SecAutomation.Engine.Resilience;

namespace SecAutomation.Engine.Http;

/// <summary>How a connection reaches its server.</summary>
public sealed record HttpDoorDefinition
{
    /// <summary>The address that relative addresses belong to; credentials go to its host alone.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>What this client calls itself.</summary>
    public string UserAgent { get; init; } = "SecAutomation";

    /// <summary>The proxy; null: the environment's.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>
    /// The only certificate authorities that are trusted for this connection; empty: the system's. The certificate's name and dates are checked all
    /// the same, and there is no way to switch that off.
    /// </summary>
    public IReadOnlyList<X509Certificate2> CertificateAuthority { get; init; } = [];

    /// <summary>The certificate by which the connection shows who it is, with its key, and behind it those between it and the root; empty: none.</summary>
    public IReadOnlyList<X509Certificate2> ClientCertificate { get; init; } = [];

    /// <summary>How long an answer may stall in its middle. 60 s.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often and how patiently a request is tried.</summary>
    public RetryDefinition Retry { get; init; } = new();

    /// <summary>How slowly the body of an answer may come.</summary>
    internal BodyPace Pace => new(IdleLimit, Retry.LeastBytesPerSecond);

    /// <summary>How many requests the server takes; null: not known.</summary>
    public RateLimit? Limit { get; init; }

    /// <summary>The names of the settings that are secret, wherever they stand in an address.</summary>
    public IReadOnlyList<string> SecretSetting { get; init; } = [];

    /// <summary>What stands for the network; null: the network.</summary>
    internal Func<Stream>? Line { get; init; }

    /// <summary>What the product means by the answers that refuse, the first that fits.</summary>
    public IReadOnlyList<ErrorRule> Error { get; init; } = [];
}
