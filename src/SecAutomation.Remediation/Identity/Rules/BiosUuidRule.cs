using System.Globalization;
using SecAutomation.Remediation.Identity.Keys;

namespace SecAutomation.Remediation.Identity.Rules;

/// <summary>R2: the BIOS UUID is the same, in either byte order of its first three groups.</summary>
internal sealed class BiosUuidRule : IdentifierRule
{
    public override string Id => "R2";

    public override string Subject => "BIOS UUID";

    public override Contradiction.Key Strength => Contradiction.Key.Uuid;

    public override string? Skip(InventoryIndex index, SoughtHost host) => host.Uuid is null ? "The scan tells no BIOS UUID, or a placeholder." : null;

    public override string Key(SoughtHost host)
    {
        string digits = host.UuidAsWritten.ToString("x32", CultureInfo.InvariantCulture);
        return $"{digits[..8]}-{digits[8..12]}-{digits[12..16]}-{digits[16..20]}-{digits[20..]}";
    }

    public override List<int> Carriers(InventoryIndex index, SoughtHost host) => index.WithUuid(host.Uuid!.Value);

    public override string? Remark(InventoryIndex index, SoughtHost host, AssetGroup group) =>
        Array.TrueForAll(group.All, asset => !UuidKey.TryReadBios(index[asset].BiosUuid, out _, out _))
            ? "the inventory writes it as the serial number"
            : Array.Exists(group.All, asset => UuidKey.TryReadBios(index[asset].BiosUuid, out UInt128 key, out UInt128 written) && key == host.Uuid && written == host.UuidAsWritten)
                ? null
                : "the inventory writes it in the other byte order";
}
