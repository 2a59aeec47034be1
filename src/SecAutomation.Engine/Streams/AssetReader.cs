using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Streams.Hosts;
using SecAutomation.Engine.Streams.Text;

namespace SecAutomation.Engine.Streams;

/// <summary>Reads assets.</summary>
internal sealed class AssetReader
{
    private readonly FieldReader _fields;
    private readonly StreamManifest _stream;
    private readonly SoftwareReader _software;
    private readonly string _source;

    /// <summary>Prepares to read the assets of a stream.</summary>
    public AssetReader(FieldReader fields, StreamManifest stream, string source)
    {
        _fields = fields;
        _stream = stream;
        _source = source;
        _software = new SoftwareReader(fields, Field("software"));
    }

    /// <summary>The asset of the current record; null where the record names none.</summary>
    public Asset? Read()
    {
        HostNaming names = new(_stream);
        if (_stream.Host == HostSource.Given)
            names.Add(FileHost.NameOf(_source));
        ChosenName naming = names.Add(_fields).Choose();
        string[]? addresses = _fields.Addresses(Field("ipAddress"), naming.IPAddress);
        string computerName = naming.ComputerName.Length > 0 ? naming.ComputerName : addresses is { Length: > 0 } ? addresses[0] : "";
        if (computerName.Length == 0)
            return null;
        string? domain = Text("domain");
        string? fqdn = naming.Fqdn ?? HostNaming.Qualify(naming.ComputerName, domain);
        return new Asset
        {
            ComputerName = computerName,
            Fqdn = fqdn,
            Alias = naming.Alias,
            Domain = domain?.Trim('.').ToLowerInvariant() ?? DomainOf(fqdn) ?? naming.WindowsDomain,
            IPAddress = addresses,
            MacAddress = _fields.MacAddresses(Field("macAddress")),
            OperatingSystem = OperatingSystem(),
            InstalledSoftware = _software.Read(),
            Owner = Joined("owner"),
            Location = Joined("location"),
            Exposure = Text("exposure"),
            MissionImpact = Text("missionImpact"),
            Tag = _fields.Values(Field("tag")) is { Count: > 0 } tags ? [.. tags] : null,
            SerialNumber = IdentifierText.Serial(Text("serialNumber")),
            BiosUuid = IdentifierText.Uuid(Text("biosUuid")),
            Manufacturer = Text("manufacturer"),
            CloudId = Text("cloudId"),
            CloudAccount = Text("cloudAccount"),
            DirectoryId = IdentifierText.Uuid(Text("directoryId")),
            AgentId = [.. _fields.Values(Field("agentId"))],
            Network = Text("network"),
            Lifecycle = LifecycleText.Read(Text("lifecycle"), _fields.Flag(Field("enabled"))),
            DuplicateOf = Text("duplicateOf"),
            AssetId = Text("assetId"),
            Adapter = [.. _fields.Values(Field("adapter"))],
            FirstSeen = _fields.DateAmong(Field("firstSeen"), latest: false),
            LastSeen = _fields.DateAmong(Field("lastSeen"), latest: true),
            Source = _source,
            Place = ReadPlace(),
        };
    }

    private StreamField? Field(string name) => _stream.Fields.GetValueOrDefault(name);

    private string? Text(string name) => _fields.Text(Field(name));

    private string? Joined(string name)
    {
        List<string> values = _fields.Values(Field(name));
        return values.Count == 0 ? null : string.Join(", ", values);
    }

    private string? OperatingSystem()
    {
        string? name = _fields.JoinedText(Field("operatingSystem"));
        string? version = Text("operatingSystemVersion");
        return name is null ? version
            : version is null || name.Contains(version, StringComparison.OrdinalIgnoreCase) ? name
            : $"{name} {version}";
    }

    private static string? DomainOf(string? fqdn) => fqdn is null ? null : fqdn[(fqdn.IndexOf('.') + 1)..];

    /// <summary>The place without the source, which the asset names by itself, and without the byte, which helps no reader of a ticket.</summary>
    private string ReadPlace()
    {
        string place = _fields.Reader.Place;
        string within = place.StartsWith(_source, StringComparison.Ordinal) ? place[_source.Length..].TrimStart(',', ':', ' ') : place;
        int bytes = within.IndexOf(" (byte ", StringComparison.Ordinal);
        return bytes < 0 ? within : within[..bytes];
    }
}
