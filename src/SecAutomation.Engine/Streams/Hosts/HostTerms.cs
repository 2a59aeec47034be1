using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Streams;

namespace SecAutomation.Engine.Streams.Hosts;

/// <summary>Where the records of a stream tell of their host.</summary>
internal sealed class HostTerms
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    private readonly int[] _whoSlots, _whenSlots;

    /// <summary>Looks the fields up.</summary>
    public HostTerms(StreamManifest stream)
    {
        Stream = stream;
        (HostId, AgentId, BiosUuid) = (Field("hostId"), Field("agentId"), Field("biosUuid"));
        (SerialNumber, Manufacturer, CloudId, CloudAccount) = (Field("serialNumber"), Field("manufacturer"), Field("cloudId"), Field("cloudAccount"));
        Domain = Field("domain");
        (IPAddress, MacAddress, OperatingSystem) = (Field("ipAddress"), Field("macAddress"), Field("operatingSystem"));
        (Credentialed, ScannedAt) = (Field("credentialed"), Field("scannedAt"));
        (LastAuthenticated, LastUnauthenticated) = (Field("lastAuthenticated"), Field("lastUnauthenticated"));
        _whoSlots = Slots([
            HostId, AgentId, BiosUuid, SerialNumber, Manufacturer, CloudId, CloudAccount, Domain, IPAddress, MacAddress, OperatingSystem,
            .. FieldVocabulary.Naming(StreamOutput.Findings).Select(Field)]);
        _whenSlots = Slots([Credentialed, ScannedAt, LastAuthenticated, LastUnauthenticated]);

        static int[] Slots(IEnumerable<StreamField?> fields) => [.. fields.OfType<StreamField>().SelectMany(field => field.Slots).Distinct()];
        StreamField? Field(string name) => stream.Fields.GetValueOrDefault(name);
    }

    /// <summary>The stream, or the part of it that the records are of.</summary>
    public StreamManifest Stream { get; }

    /// <summary>The source's key of the host.</summary>
    public StreamField? HostId { get; }

    /// <summary>The agent.</summary>
    public StreamField? AgentId { get; }

    /// <summary>The BIOS UUID.</summary>
    public StreamField? BiosUuid { get; }

    /// <summary>The serial number.</summary>
    public StreamField? SerialNumber { get; }

    /// <summary>The maker of the hardware.</summary>
    public StreamField? Manufacturer { get; }

    /// <summary>The identifier at the cloud provider.</summary>
    public StreamField? CloudId { get; }

    /// <summary>The account of <see cref="CloudId"/>.</summary>
    public StreamField? CloudAccount { get; }

    /// <summary>The DNS domain of a short name.</summary>
    public StreamField? Domain { get; }

    /// <summary>IP addresses.</summary>
    public StreamField? IPAddress { get; }

    /// <summary>MAC addresses.</summary>
    public StreamField? MacAddress { get; }

    /// <summary>The operating system.</summary>
    public StreamField? OperatingSystem { get; }

    /// <summary>Whether the scan logged on.</summary>
    public StreamField? Credentialed { get; }

    /// <summary>When the host was scanned.</summary>
    public StreamField? ScannedAt { get; }

    /// <summary>When a scan last logged on.</summary>
    public StreamField? LastAuthenticated { get; }

    /// <summary>When a scan last did not log on.</summary>
    public StreamField? LastUnauthenticated { get; }

    /// <summary>A hash (FNV-1a) of all by which the current record says which host it is of, so that the same is not parsed again.</summary>
    public ulong WhoPrint(FieldReader fields) => Print(fields, _whoSlots, FnvOffset);

    /// <summary>A hash of all that it says of the scan of its host, which may differ from finding to finding.</summary>
    public ulong WhenPrint(FieldReader fields) => Print(fields, _whenSlots, ~FnvOffset);

    private static ulong Print(FieldReader fields, int[] slots, ulong hash)
    {
        foreach (int slot in slots)
        {
            int count = fields.Reader.Count(slot);
            for (int i = 0; i < count; i++)
            {
                foreach (byte b in fields.Reader.Bytes(slot, i))
                    hash = unchecked((hash ^ b) * FnvPrime);
                hash = unchecked((hash ^ (ulong)(slot + 256)) * FnvPrime);
            }
        }

        return hash;
    }
}
