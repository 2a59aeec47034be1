using SecAutomation.Engine.Manifests;

namespace SecAutomation.Engine.Streams;

/// <summary>Finds the host of each record; what a source says of a host is parsed once.</summary>
internal sealed class HostReader
{
    private readonly FieldReader _fields;
    private readonly StreamManifest _stream;
    private readonly StreamField? _hostId, _agentId, _biosUuid, _ipAddress, _macAddress, _operatingSystem;
    private readonly StreamField? _credentialed, _lastAuthenticated, _lastUnauthenticated, _scannedAt;
    private readonly Dictionary<string, HostDraft> _byKey = new(StringComparer.Ordinal);
    private readonly List<HostDraft> _hosts = [];
    private byte[] _lastId = [];
    private long _lastParent = -1;
    private HostDraft? _last;

    /// <summary>Prepares to read the hosts of a stream.</summary>
    public HostReader(FieldReader fields, StreamManifest stream)
    {
        _fields = fields;
        _stream = stream;
        (_hostId, _agentId, _biosUuid) = (Field("hostId"), Field("agentId"), Field("biosUuid"));
        (_ipAddress, _macAddress, _operatingSystem) = (Field("ipAddress"), Field("macAddress"), Field("operatingSystem"));
        (_credentialed, _scannedAt) = (Field("credentialed"), Field("scannedAt"));
        (_lastAuthenticated, _lastUnauthenticated) = (Field("lastAuthenticated"), Field("lastUnauthenticated"));

        StreamField? Field(string name) => stream.Fields.GetValueOrDefault(name);
    }

    /// <summary>The hosts that were found, in the order of their first record.</summary>
    public IReadOnlyList<HostDraft> Hosts => _hosts;

    /// <summary>The host of the current record; null where the record names none.</summary>
    public HostDraft? Find() => _stream.HostIsParent ? FindByParent() : FindById();

    private HostDraft? FindByParent()
    {
        if (_fields.Reader.ParentOrdinal == _lastParent)
            return _last;
        _lastParent = _fields.Reader.ParentOrdinal;
        _last = Parse(new HostNaming(_fields, _stream), id: null);
        if (_last is not null)
            _hosts.Add(_last);
        return _last;
    }

    private HostDraft? FindById()
    {
        ReadOnlySpan<byte> id = _fields.Bytes(_hostId);
        if (!id.IsEmpty && id.SequenceEqual(_lastId))
            return _last;
        string? key = _fields.Text(_hostId);
        HostNaming? naming = null;
        string? hostId = key;
        if (key is null)
        {
            // Without a key of the source's own, a host is whatever is named and addressed the same.
            naming = new HostNaming(_fields, _stream);
            string addresses = string.Join(' ', _fields.Values(_ipAddress));
            key = $"\n{naming.ComputerName.ToUpperInvariant()}\n{naming.Fqdn}\n{addresses}\n{string.Join(' ', naming.IPAddress)}";
        }

        if (!_byKey.TryGetValue(key, out HostDraft? host))
        {
            host = Parse(naming ?? new HostNaming(_fields, _stream), hostId);
            if (host is null)
                return null;
            _byKey.Add(key, host);
            _hosts.Add(host);
        }

        (_last, _lastId) = (host, hostId is null ? [] : id.ToArray());
        return host;
    }

    private HostDraft? Parse(HostNaming naming, string? id)
    {
        string[]? addresses = _fields.Addresses(_ipAddress, naming.IPAddress);
        string computerName = naming.ComputerName.Length > 0 ? naming.ComputerName : addresses is { Length: > 0 } ? addresses[0] : "";
        if (computerName.Length == 0)
            return null;
        HostIdentity identity = new()
        {
            ComputerName = computerName,
            Fqdn = naming.Fqdn,
            NetBiosName = naming.NetBiosName,
            Alias = naming.Alias,
            IPAddress = addresses,
            MacAddress = _fields.MacAddresses(_macAddress) ?? [],
            AgentId = _fields.Text(_agentId) ?? id ?? _fields.Text(_hostId),
            BiosUuid = IdentifierText.Uuid(_fields.Text(_biosUuid)),
        };
        return new HostDraft(identity, _fields.JoinedText(_operatingSystem), ReadCredentialed(), _fields.Date(_scannedAt));
    }

    /// <summary>What the source says outright, else whether its last scan of the host that tells is one that logged on.</summary>
    private bool? ReadCredentialed()
    {
        if (_fields.Flag(_credentialed) is { } said)
            return said;
        DateTimeOffset? on = _fields.Date(_lastAuthenticated);
        DateTimeOffset? off = _fields.Date(_lastUnauthenticated);
        return (on, off) switch
        {
            (null, null) => null,
            (null, _) => false,
            (_, null) => true,
            _ => on >= off,
        };
    }
}
