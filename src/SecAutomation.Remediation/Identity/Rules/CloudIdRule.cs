using SecAutomation.Remediation.Identity.Keys;

namespace SecAutomation.Remediation.Identity.Rules;

/// <summary>R1: the provider's identifier of the instance is the same, and so is the account where both sides know it.</summary>
internal sealed class CloudIdRule : IdentifierRule
{
    public override string Id => "R1";

    public override string Subject => "cloud id";

    public override Contradiction.Key Strength => Contradiction.Key.Cloud;

    public override bool CanBeCopied => false;

    public override string? Skip(InventoryIndex index, SoughtHost host) => host.Cloud is null ? "The scan tells no cloud id." : null;

    public override string Key(SoughtHost host) => host.Account is null ? host.Cloud!.Value.Text : $"{host.Cloud!.Value.Text} of {host.Account}";

    public override List<int> Carriers(InventoryIndex index, SoughtHost host)
    {
        List<int> carriers = index.WithCloud(host.Cloud!.Value);
        if (host.Account is not null)
            carriers.RemoveAll(asset => CloudKey.Account(index[asset].CloudAccount) is string account && account != host.Account);
        return carriers;
    }
}
