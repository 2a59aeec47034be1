using SecAutomation.Remediation.Identity.Keys;

namespace SecAutomation.Remediation.Identity;

/// <summary>The identifiers of a record that were made to be unique, as keys.</summary>
internal readonly record struct Identifiers(CloudKey? Cloud, string? Account, UInt128? Uuid, string? Serial, string? Maker, UInt128? Directory = null)
{
    public static Identifiers Of(Asset asset) => new(
        CloudKey.Read(asset.CloudId), CloudKey.Account(asset.CloudAccount), UuidKey.ReadBios(asset.BiosUuid, asset.SerialNumber),
        SerialKey.Read(asset.SerialNumber), SerialKey.Maker(asset.Manufacturer),
        UuidKey.TryRead(asset.DirectoryId, out UInt128 directory) ? directory : null);

    public bool HasAny => Cloud is not null || Uuid is not null || Serial is not null;

    /// <summary>Whether both say the same instance at a provider.</summary>
    public static bool SameCloud(in Identifiers a, in Identifiers b) =>
        a.Cloud is CloudKey one && b.Cloud is CloudKey other && one == other && !Differ(a.Account, b.Account);

    public static bool SameUuid(in Identifiers a, in Identifiers b) => a.Uuid is not null && a.Uuid == b.Uuid;

    public static bool SameSerial(in Identifiers a, in Identifiers b) =>
        a.Serial is not null && a.Serial == b.Serial && !Differ(a.Maker, b.Maker);

    /// <summary>Whether both are one device of a directory.</summary>
    public static bool SameDirectory(in Identifiers a, in Identifiers b) => a.Directory is not null && a.Directory == b.Directory;

    /// <summary>Whether one of the identifiers says that both are one machine.</summary>
    public static bool Agree(in Identifiers a, in Identifiers b) => SameCloud(a, b) || SameUuid(a, b) || SameSerial(a, b) || SameDirectory(a, b);

    /// <summary>
    /// Whether they are two devices of a directory. A machine that was set up anew is another device there, so this says that two records do not
    /// belong together, not that they are of two machines.
    /// </summary>
    public static bool DirectoryDiffers(in Identifiers a, in Identifiers b) => a.Directory is not null && b.Directory is not null && a.Directory != b.Directory;

    /// <summary>Identifiers of two kinds, such as a path and a GUID, may be of one instance.</summary>
    public static bool CloudDiffers(in Identifiers a, in Identifiers b) =>
        a.Cloud is CloudKey one && b.Cloud is CloudKey other && (one.Kind == other.Kind ? one != other || Differ(a.Account, b.Account) : CloudKey.AreOfTwoProviders(one, other));

    public static bool UuidDiffers(in Identifiers a, in Identifiers b) => a.Uuid is not null && b.Uuid is not null && a.Uuid != b.Uuid;

    /// <summary>One number of two makers is two numbers.</summary>
    public static bool SerialDiffers(in Identifiers a, in Identifiers b) =>
        a.Serial is not null && b.Serial is not null && (a.Serial != b.Serial || Differ(a.Maker, b.Maker));

    public static bool Contradict(in Identifiers a, in Identifiers b) => CloudDiffers(a, b) || UuidDiffers(a, b) || SerialDiffers(a, b);

    private static bool Differ(string? one, string? other) => one is not null && other is not null && one != other;
}
