using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Streams.Text;

namespace SecAutomation.Engine.Streams.Hosts;

/// <summary>What a report says of one host. Records of one host may each know something that the others do not.</summary>
internal sealed class HostFacts
{
    private readonly HashSet<ulong> _seen = [];
    private readonly HostNaming _naming;
    private readonly List<string> _macAddress = [];
    private List<string>? _ipAddress;
    private string? _agentId;
    private string? _hostId;
    private string? _domain;
    private string? _biosUuid;
    private string? _serialNumber;
    private string? _manufacturer;
    private string? _cloudId;
    private string? _cloudAccount;
    private string? _operatingSystem;
    private bool? _credentialed;
    private DateTimeOffset? _lastAuthenticated;
    private DateTimeOffset? _lastUnauthenticated;
    private DateTimeOffset? _scannedAt;

    /// <summary>Begins with nothing.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="given">The host's name where the content tells none.</param>
    public HostFacts(StreamManifest stream, string? given = null)
    {
        _naming = new HostNaming(stream);
        if (stream.Host == HostSource.Given && given is not null)
            _naming.Add(given);
    }

    /// <summary>Whether a record told something that gives the host a name.</summary>
    public bool HasName => _naming.Choose().ComputerName.Length > 0 || _ipAddress is { Count: > 0 };

    /// <summary>The source's own key of it.</summary>
    public string? HostId => _hostId;

    /// <summary>Takes what the current record says, unless a record said the very same before.</summary>
    /// <param name="fields">The record.</param>
    /// <param name="terms">Where it says it.</param>
    public void Learn(FieldReader fields, HostTerms terms)
    {
        if (_seen.Add(terms.WhoPrint(fields)))
            LearnWho(fields, terms);
        if (_seen.Add(terms.WhenPrint(fields)))
            LearnWhen(fields, terms);
    }

    private void LearnWho(FieldReader fields, HostTerms terms)
    {
        string[] named = _naming.Add(fields, terms.Stream).Choose().IPAddress;
        if (fields.Addresses(terms.IPAddress, named) is { } addresses)
            _ipAddress = [.. (_ipAddress ?? []).Union(addresses, StringComparer.Ordinal)];
        _macAddress.AddRange((fields.MacAddresses(terms.MacAddress) ?? []).Except(_macAddress, StringComparer.Ordinal));
        _agentId ??= fields.Text(terms.AgentId);
        _hostId ??= fields.Text(terms.HostId);
        _domain ??= fields.Text(terms.Domain);
        _biosUuid ??= IdentifierText.Uuid(fields.Text(terms.BiosUuid));
        _serialNumber ??= IdentifierText.Serial(fields.Text(terms.SerialNumber));
        _manufacturer ??= fields.Text(terms.Manufacturer);
        _cloudId ??= fields.Text(terms.CloudId);
        _cloudAccount ??= fields.Text(terms.CloudAccount);
        _operatingSystem ??= fields.JoinedText(terms.OperatingSystem);
    }

    private void LearnWhen(FieldReader fields, HostTerms terms)
    {
        if (fields.Flag(terms.Credentialed) is { } said)
            _credentialed = said || _credentialed == true;
        _lastAuthenticated = Later(_lastAuthenticated, fields.Date(terms.LastAuthenticated));
        _lastUnauthenticated = Later(_lastUnauthenticated, fields.Date(terms.LastUnauthenticated));
        _scannedAt = Later(_scannedAt, fields.Date(terms.ScannedAt));
    }

    /// <summary>Takes what another document says of the same host.</summary>
    public void Take(HostFacts other)
    {
        _seen.UnionWith(other._seen);
        _naming.Take(other._naming);
        if (other._ipAddress is not null)
            _ipAddress = [.. (_ipAddress ?? []).Union(other._ipAddress, StringComparer.Ordinal)];
        _macAddress.AddRange(other._macAddress.Except(_macAddress, StringComparer.Ordinal));
        _agentId ??= other._agentId;
        _hostId ??= other._hostId;
        _domain ??= other._domain;
        _biosUuid ??= other._biosUuid;
        _serialNumber ??= other._serialNumber;
        _manufacturer ??= other._manufacturer;
        _cloudId ??= other._cloudId;
        _cloudAccount ??= other._cloudAccount;
        _operatingSystem ??= other._operatingSystem;
        if (other._credentialed is { } said)
            _credentialed = said || _credentialed == true;
        _lastAuthenticated = Later(_lastAuthenticated, other._lastAuthenticated);
        _lastUnauthenticated = Later(_lastUnauthenticated, other._lastUnauthenticated);
        _scannedAt = Later(_scannedAt, other._scannedAt);
    }

    /// <summary>Which machine it is.</summary>
    public HostIdentity Identify()
    {
        ChosenName chosen = _naming.Choose();
        return new HostIdentity
        {
            ComputerName = chosen.ComputerName.Length > 0 ? chosen.ComputerName : _ipAddress![0],
            Fqdn = chosen.Fqdn ?? HostNaming.Qualify(chosen.ComputerName, _domain),
            NetBiosName = chosen.NetBiosName,
            Alias = chosen.Alias,
            IPAddress = _ipAddress?.ToArray(),
            MacAddress = [.. _macAddress],
            AgentId = _agentId ?? _hostId,
            BiosUuid = _biosUuid,
            SerialNumber = _serialNumber,
            Manufacturer = _manufacturer,
            CloudId = _cloudId,
            CloudAccount = _cloudAccount,
        };
    }

    /// <summary>The host with its findings.</summary>
    public ScannedHost Build(IReadOnlyList<Finding> findings, ScanRead file) => new()
    {
        Identity = Identify(),
        OperatingSystem = _operatingSystem,
        Finding = findings,
        Read = file with { Credentialed = IsCredentialed(), ScannedAt = _scannedAt },
    };

    /// <summary>What the source says outright, else whether the last scan that tells is one that logged on.</summary>
    private bool? IsCredentialed() => _credentialed ?? (_lastAuthenticated, _lastUnauthenticated) switch
    {
        (null, null) => null,
        (null, _) => false,
        (_, null) => true,
        var (on, off) => on >= off,
    };

    private static DateTimeOffset? Later(DateTimeOffset? left, DateTimeOffset? right) => left is null || right > left ? right ?? left : left;
}
