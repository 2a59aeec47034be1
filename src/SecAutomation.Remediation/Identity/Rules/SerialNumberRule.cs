using SecAutomation.Remediation.Identity.Keys;

namespace SecAutomation.Remediation.Identity.Rules;

/// <summary>R2: the serial number is the same, and so is the maker where both sides know it.</summary>
internal sealed class SerialNumberRule : IdentifierRule
{
    public override string Id => "R2";

    public override string Subject => "serial number";

    public override Contradiction.Key Strength => Contradiction.Key.Serial;

    public override string? Skip(InventoryIndex index, SoughtHost host) => host.Serial is null ? "The scan tells no serial number, or a placeholder." : null;

    public override string Key(SoughtHost host) => host.Maker is null ? host.Serial! : $"{host.Serial} of {host.Maker}";

    public override List<int> Carriers(InventoryIndex index, SoughtHost host)
    {
        List<int> carriers = index.WithSerial(host.Serial!);
        if (host.Maker is not null)
            carriers.RemoveAll(asset => SerialKey.Maker(index[asset].Manufacturer) is string maker && maker != host.Maker);
        return carriers;
    }
}
